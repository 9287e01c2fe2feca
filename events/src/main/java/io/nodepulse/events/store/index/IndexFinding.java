package io.nodepulse.events.store.index;

/**
 * Something derived that is not what follows from the entries.
 *
 * @param key the key in Valkey
 * @param problem what is wrong, in words
 * @param firstSequence sequence of the first event that it is about, 0 if it is about none
 */
public record IndexFinding(String key, String problem, long firstSequence) {

    /** One line for people. */
    @Override
    public String toString() {
        return firstSequence == 0
                ? key + " " + problem
                : "%s %s, from event %d on".formatted(key, problem, firstSequence);
    }
}
