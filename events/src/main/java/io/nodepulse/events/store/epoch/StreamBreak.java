package io.nodepulse.events.store.epoch;

/**
 * Why a reader of a shard cannot go on: what it has read and what the shard holds do not fit
 * together.
 *
 * @param kind in which way
 * @param first sequence of the first event that it is about
 * @param last sequence of the last one
 * @param common up to this sequence the two agree
 */
public record StreamBreak(Kind kind, long first, long last, long common) {

    /** In which way the two differ. */
    public enum Kind {
        /**
         * The reader has events that the shard has lost, and whose numbers are not given out yet.
         */
        AHEAD("were read before, and the event store has lost them"),
        /** The reader has other events under these numbers than the shard. */
        OTHER_HISTORY("were read before the event store went back, and are others now"),
        /** Retention has removed them before the reader came by. */
        TRIMMED("were removed by retention before they were read"),
        /** They should be there and are not. */
        MISSING("are missing in the event store");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /** One line for people. */
    @Override
    public String toString() {
        return "events %d-%d %s".formatted(first, last, kind.words);
    }
}
