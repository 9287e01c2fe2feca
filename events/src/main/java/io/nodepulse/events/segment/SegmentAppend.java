package io.nodepulse.events.segment;

import io.nodepulse.events.Epoch;
import io.nodepulse.events.PlacedAppend;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.LeafFormat;

import java.util.UUID;

/** One append of a shard as a segment gives it back. */
public sealed interface SegmentAppend extends PlacedAppend {

    /** How many events it has: as many sequence numbers does it take. */
    int count();

    /**
     * Its canonical bytes, the same as those of the entry that it was made from.
     *
     * @throws IllegalStateException if it was erased
     */
    byte[] leaf();

    @Override
    default long firstSequence() {
        return lastSequence() - count() + 1;
    }

    /** An append whose events are known. */
    record Readable(long lastSequence, Epoch epoch, Entry entry) implements SegmentAppend {
        @Override
        public int count() {
            return entry.count();
        }

        @Override
        public byte[] leaf() {
            return LeafFormat.leaf(lastSequence, epoch.id(), entry);
        }
    }

    /**
     * An append that no version of the wire format reads; its place and its bytes are kept.
     *
     * @param bytes as they were stored
     */
    @SuppressWarnings("ArrayRecordComponent") // passed on as it is, compared nowhere
    record Unreadable(long lastSequence, Epoch epoch, int count, byte[] bytes)
            implements SegmentAppend {
        @Override
        public byte[] leaf() {
            return LeafFormat.unreadable(lastSequence, epoch.id(), count, bytes);
        }
    }

    /**
     * A scrape that was erased: its place is kept, and what proves that something was there.
     *
     * @param serverId whose it was
     * @param erasure sequence of the event that erased it
     * @param leafHash hash of its leaf, 32 bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // passed on as it is, compared nowhere
    record Erased(
            long lastSequence, Epoch epoch, int count, UUID serverId, long erasure, byte[] leafHash)
            implements SegmentAppend {

        /** What a hash takes. */
        public static final int HASH_BYTES = 32;

        public Erased {
            if (leafHash.length != HASH_BYTES) {
                throw new IllegalArgumentException(
                        "a leaf's hash of " + leafHash.length + " bytes");
            }
        }

        @Override
        public byte[] leaf() {
            throw new IllegalStateException("append %d was erased".formatted(lastSequence));
        }
    }
}
