package io.nodepulse.events.segment;

import io.nodepulse.events.Epoch;
import io.nodepulse.events.PlacedAppend;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.LeafFormat;

/** One append of a shard as a segment gives it back. */
public sealed interface SegmentAppend extends PlacedAppend {

    /** How many events it has: as many sequence numbers does it take. */
    int count();

    /** Its canonical bytes, the same as those of the entry that it was made from. */
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
}
