package io.nodepulse.commands.payload;

/**
 * A scrape, a sample of one, or a figure that is not kept. The rest of its body is.
 *
 * @param reason why not
 * @param field where in the body it stands
 * @param problem what is wrong, as the end of a sentence that starts with the field
 * @param samples how many samples it had, 0 for a figure of one that is kept
 */
public record Rejection(Reason reason, String field, String problem, int samples) {

    /** The kinds of rejection, each a counter. */
    public enum Reason {
        /** Sampled further ahead of our clock than two clocks may differ. */
        TOO_FAR_AHEAD("too_far_ahead"),
        /** Sampled before everything that is still kept. */
        TOO_OLD("too_old"),
        /** Carries no figure that this version knows. */
        NO_KNOWN_FIGURE("no_known_figure"),
        /** A value is missing, or is one that no event may carry. */
        BAD_VALUE("bad_value"),
        /** Another sample of the scrape has the same name, and more CPU time. */
        NAME_TWICE("name_twice"),
        /** Others of the scrape have more CPU time, and fill it. */
        TOO_MANY_GROUPS("too_many_groups");

        private final String tag;

        Reason(String tag) {
            this.tag = tag;
        }

        /** The reason's name on {@code /metrics}. */
        public String tag() {
            return tag;
        }
    }

    /** This with the samples of another one of its reason. */
    Rejection plus(int more) {
        return new Rejection(reason, field, problem, samples + more);
    }
}
