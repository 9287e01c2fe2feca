package io.nodepulse.events.wire;

import io.nodepulse.events.Epoch;
import io.nodepulse.events.Exporter;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * The body of a process scrape: a header in the clear, then deflated columns.
 *
 * <pre>
 * keyframe  server id (16) | sampled at, ms since 1970 (varint)                          | columns
 * delta     server id (16) | sampled at, ms since 1970 (varint) | keyframe's epoch (8) and last sequence | columns
 * </pre>
 *
 * Version 1 has no epoch of the keyframe.
 *
 * <p>The columns are drawn in {@code docs/formats/wire-entry.md}. A delta refers to a keyframe,
 * never to another delta, so that reading any entry takes at most one look back.
 *
 * @param version that the entry says
 * @param exporter that its kind says
 */
record ProcessScrapeFormat(int version, Exporter exporter) {

    private static final int TYPICAL_BYTES_PER_GROUP = 16;

    static void writeKeyframe(ProcessScrape scrape, ByteWriter out) {
        writeHeader(scrape, out);
        ByteWriter columns = new ByteWriter(scrape.size() * TYPICAL_BYTES_PER_GROUP + 64);
        NameColumn.write(scrape.names.names, columns);
        ValueColumns.write(scrape, BaseColumns.none(scrape.size()), columns);
        Deflate.write(columns, out);
    }

    static void writeDelta(ProcessScrape scrape, Keyframe keyframe, ByteWriter out) {
        writeHeader(scrape, out);
        out.putInt64(keyframe.epoch().id());
        out.putVarLong(keyframe.lastSequence());
        ByteWriter columns = new ByteWriter(scrape.size() * TYPICAL_BYTES_PER_GROUP + 64);
        SlotColumn slots = SlotColumn.of(scrape, keyframe);
        slots.write(columns);
        NameColumn.write(slots.births(), columns);
        ValueColumns.write(scrape, slots.base(), columns);
        Deflate.write(columns, out);
    }

    ProcessScrape readKeyframe(int count, ByteReader in) {
        UUID serverId = in.readUuid();
        Instant sampledAt = readInstant(in);
        ByteReader columns = Deflate.read(in);
        ProcessNames names = new ProcessNames(NameColumn.read(count, columns));
        return ValueColumns.read(
                this, serverId, sampledAt, names, BaseColumns.none(count), columns);
    }

    ProcessScrape readDelta(int count, ByteReader in, Keyframes keyframes) {
        UUID serverId = in.readUuid();
        Instant sampledAt = readInstant(in);
        @Nullable Epoch epoch = version < 2 ? null : new Epoch(in.readInt64());
        Keyframe keyframe = keyframes.find(epoch, in.readVarLong());
        requireOf(serverId, keyframe);
        ByteReader columns = Deflate.read(in);
        SlotColumn slots = SlotColumn.read(count, keyframe, columns);
        String[] births = NameColumn.read(slots.birthCount(), columns);
        return ValueColumns.read(
                this, serverId, sampledAt, slots.names(births), slots.base(), columns);
    }

    private void requireOf(UUID serverId, Keyframe keyframe) {
        ProcessScrape scrape = keyframe.scrape();
        if (!scrape.serverId().equals(serverId) || scrape.exporter() != exporter) {
            throw new MalformedEntryException(
                    "keyframe %d is of server %s (%s), not of %s (%s)"
                            .formatted(
                                    keyframe.lastSequence(),
                                    scrape.serverId(),
                                    scrape.exporter().field(),
                                    serverId,
                                    exporter.field()));
        }
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
