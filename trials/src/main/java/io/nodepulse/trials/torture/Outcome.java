package io.nodepulse.trials.torture;

/**
 * What a fault came upon.
 *
 * @param hit whether it struck at the moment that it is about
 * @param said for people, empty where the fault's name says it all
 */
record Outcome(boolean hit, String said) {

    static final Outcome STRUCK = new Outcome(true, "");

    static Outcome hit(String said) {
        return new Outcome(true, said);
    }

    /** It broke something, but not in the moment that it is about. */
    static Outcome missed(String said) {
        return new Outcome(false, said);
    }
}
