package io.nodepulse.events.store.entry;

import io.nodepulse.events.Epoch;
import io.nodepulse.events.PlacedAppend;
import io.nodepulse.events.segment.SegmentAppend.Readable;
import io.nodepulse.events.segment.SegmentAppend.Unreadable;
import io.nodepulse.events.wire.EntryFormat;

import org.redisson.api.stream.StreamMessageId;

import java.util.Map;

/**
 * A stream entry as Valkey keeps it.
 *
 * @param lastSequence sequence of its last event
 * @param count how many events it has
 * @param epoch the epoch that it was appended in
 * @param bytes what {@link io.nodepulse.events.wire.EntryFormat} wrote
 */
@SuppressWarnings("ArrayRecordComponent") // passed on as it is, compared nowhere
public record RawEntry(long lastSequence, long count, Epoch epoch, byte[] bytes)
        implements PlacedAppend {

    private static final byte ENTRY_FIELD = 'e';
    private static final byte EPOCH_FIELD = 'p';
    private static final byte[] NOTHING = {};

    /** Entries of before there were epochs have the one field. */
    public static RawEntry of(StreamMessageId id, Map<byte[], byte[]> fields) {
        byte[] bytes = NOTHING;
        Epoch epoch = Epoch.ORIGIN;
        for (Map.Entry<byte[], byte[]> field : fields.entrySet()) {
            byte name = field.getKey().length == 1 ? field.getKey()[0] : 0;
            if (name == ENTRY_FIELD) {
                bytes = field.getValue();
            } else if (name == EPOCH_FIELD && field.getValue().length == Long.BYTES) {
                epoch = Epoch.stored(field.getValue());
            }
        }
        return new RawEntry(id.getId0(), id.getId1(), epoch, bytes);
    }

    /** What is kept elsewhere, as Valkey would keep it. */
    public static RawEntry of(PlacedAppend append) {
        return switch (append) {
            case RawEntry raw -> raw;
            case Readable known ->
                    new RawEntry(
                            known.lastSequence(),
                            known.count(),
                            known.epoch(),
                            EntryFormat.encode(known.entry()));
            case Unreadable unknown ->
                    new RawEntry(
                            unknown.lastSequence(),
                            unknown.count(),
                            unknown.epoch(),
                            unknown.bytes());
            default -> throw new IllegalArgumentException("kept nowhere: " + append);
        };
    }

    @Override
    public long firstSequence() {
        return lastSequence - count + 1;
    }

    /** The id in Valkey, {@code <last sequence>-<events>}. */
    public StreamMessageId id() {
        return new StreamMessageId(lastSequence, count);
    }
}
