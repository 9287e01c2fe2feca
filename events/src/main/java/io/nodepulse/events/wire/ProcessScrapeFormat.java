package io.nodepulse.events.wire;

import java.time.Instant;
import java.util.UUID;
import java.util.function.LongFunction;

/**
 * The body of a process scrape: a header in the clear, then deflated columns.
 *
 * <pre>
 * keyframe  server id (16) | sampled at, ms since 1970 (varint)                          | columns
 * delta     server id (16) | sampled at, ms since 1970 (varint) | keyframe's last sequence | columns
 * </pre>
 *
 * The columns are drawn in {@code events/README.md}. A delta refers to a keyframe, never to another
 * delta, so that reading any entry takes at most one look back.
 */
final class ProcessScrapeFormat {

    private static final int TYPICAL_BYTES_PER_GROUP = 16;

    private ProcessScrapeFormat() {}

    static void writeKeyframe(ProcessScrape scrape, ByteWriter out) {
        writeHeader(scrape, out);
        ByteWriter columns = new ByteWriter(scrape.size() * TYPICAL_BYTES_PER_GROUP + 64);
        NameColumn.write(scrape.names, columns);
        ValueColumns.write(scrape, i -> -1, null, columns);
        Deflate.write(columns, out);
    }

    static void writeDelta(ProcessScrape scrape, Keyframe keyframe, ByteWriter out) {
        writeHeader(scrape, out);
        out.putVarLong(keyframe.lastSequence());
        ByteWriter columns = new ByteWriter(scrape.size() * TYPICAL_BYTES_PER_GROUP + 64);
        SlotColumn slots = SlotColumn.of(scrape, keyframe);
        slots.write(columns);
        NameColumn.write(slots.births(), columns);
        ValueColumns.write(scrape, slots::baseOf, keyframe.scrape(), columns);
        Deflate.write(columns, out);
    }

    static ProcessScrape readKeyframe(int count, ByteReader in) {
        UUID serverId = in.readUuid();
        Instant sampledAt = readInstant(in);
        ByteReader columns = Deflate.read(in);
        String[] names = NameColumn.read(count, columns);
        return ValueColumns.read(serverId, sampledAt, names, i -> -1, null, columns);
    }

    static ProcessScrape readDelta(int count, ByteReader in, LongFunction<Keyframe> keyframes) {
        UUID serverId = in.readUuid();
        Instant sampledAt = readInstant(in);
        Keyframe keyframe = keyframes.apply(in.readVarLong());
        ByteReader columns = Deflate.read(in);
        SlotColumn slots = SlotColumn.read(count, keyframe, columns);
        String[] births = NameColumn.read(slots.birthCount(), columns);
        String[] names = slots.names(births);
        return ValueColumns.read(
                serverId, sampledAt, names, slots::baseOf, keyframe.scrape(), columns);
    }

    private static void writeHeader(ProcessScrape scrape, ByteWriter out) {
        out.putUuid(scrape.serverId());
        out.putVarLong(scrape.sampledAt().toEpochMilli());
    }

    private static Instant readInstant(ByteReader in) {
        long millis = in.readVarLong();
        if (millis < 0) {
            throw new MalformedEntryException("the scrape's time is negative: " + millis);
        }
        return Instant.ofEpochMilli(millis);
    }
}
