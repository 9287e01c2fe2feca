package io.nodepulse.audit.notary;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What the notary needs of the event store, by shard. Thread-safe. */
public interface AppendLog {

    /** How many shards there are, from 0. */
    int shards();

    /** Appends that end after that sequence, oldest first, at most {@code limit}. */
    List<Appended> after(int shard, long sequence, int limit);

    /** Where each epoch of the shard began, oldest first. */
    List<EpochStart> epochs(int shard);

    /** Sequence up to which retention removed the shard's scrapes. */
    long trimmed(int shard);

    /** Sequence of the shard's last event, as the store says; what is there may say otherwise. */
    long head(int shard);

    /** Numbers up to that one were given out, whatever is there now: none is given out again. */
    void reportGiven(int shard, long sequence);

    /**
     * One append.
     *
     * @param lastSequence sequence of its last event
     * @param count how many events it has
     * @param epoch epoch that it was appended in
     * @param fact whether retention keeps it for ever
     * @param encoder makes its canonical bytes, on any thread
     */
    record Appended(
            long lastSequence,
            int count,
            long epoch,
            boolean fact,
            Supplier<Optional<byte[]>> encoder) {

        public Appended {
            if (count < 1 || lastSequence < count) {
                throw new IllegalArgumentException(
                        "an append of " + count + " events ends at " + lastSequence);
            }
        }

        /**
         * Its canonical bytes, or nothing if it cannot be decoded because its keyframe is past the
         * retention. Made anew by each call.
         */
        public Optional<byte[]> leaf() {
            return encoder.get();
        }

        /** Sequence of its first event. */
        public long firstSequence() {
            return lastSequence - count + 1;
        }
    }

    /**
     * The beginning of an epoch: events {@code first} and on follow on {@code after}; those between
     * were lost.
     */
    record EpochStart(long epoch, long after, long first, Instant at) {}
}
