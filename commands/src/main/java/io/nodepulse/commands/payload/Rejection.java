package io.nodepulse.commands.payload;

/**
 * A well-formed scrape that is not kept. The rest of its body is.
 *
 * @param reason why not
 * @param field where in the body it stands
 * @param problem what is wrong, as the end of a sentence that starts with the field
 * @param samples how many samples it had
 */
public record Rejection(Reason reason, String field, String problem, int samples) {

    /** The kinds of rejection, each a counter. */
    public enum Reason {
        /** Sampled further ahead of our clock than two clocks may differ. */
        TOO_FAR_AHEAD("too_far_ahead"),
        /** Sampled before everything that is still kept. */
        TOO_OLD("too_old"),
        /** Carries no figure that this version knows. */
        NO_KNOWN_FIGURE("no_known_figure");

        private final String tag;

        Reason(String tag) {
            this.tag = tag;
        }

        /** The reason's name on {@code /metrics}. */
        public String tag() {
            return tag;
        }
    }
}
