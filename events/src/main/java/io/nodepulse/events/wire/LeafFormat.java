package io.nodepulse.events.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.events.FigureSample;
import io.nodepulse.events.FigureTable;
import io.nodepulse.events.wire.StoredEvent.TagPair;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The canonical bytes of one append: what was said, not how it was stored. A keyframe and a delta
 * of the same scrape give the same leaf, and so does a copy outside Valkey.
 *
 * <pre>
 * +-----------+---------+-------------------+-----------+------------+-------------------------+
 * | version   | kind    | last sequence     | epoch     | events     | body                    |
 * | u8: 1, 2  | u8      | u64               | u64       | u32        | by kind                 |
 * +-----------+---------+-------------------+-----------+------------+-------------------------+
 *
 * kind 1, events     events x [ identifier | type | type version | epoch second i64 | nanosecond u32
 *                    | tags u32 x [ key | value ] | metadata u32 x [ key | value ]
 *                    | payload form u8 | payload ], tags and metadata sorted by key, then value
 * kind 2, processes; server id (16) | sampled at, ms since 1970, i64 | processes, events x u32
 * kind 4, units      | CPU seconds, events x f64 | memory bytes, events x i64 | names, events x text
 *                    | in version 2 optional figures u32 x [ code u32 | events x f64, a NaN where it
 *                    is not known ], codes as in ProcessMetric, ascending
 * kind 3, figures    server id (16) | sampled at, ms since 1970, i64 | figures u32
 *                    | figures x [ code u32 | value f64 ], codes as in FigureTable, ascending
 * kind 255           the stored bytes of an entry that cannot be decoded
 * </pre>
 *
 * Numbers are big-endian, f64 are IEEE 754 bits; a text is its length as u32 and that many bytes of
 * UTF-8, a payload its length as u32 and its bytes. Every field has its place and its length, so no
 * two appends share a leaf ({@link Leaf#parse} reads it back). Version 2 is that of scrapes of
 * process groups with optional figures, all else is version 1. Pure and thread-safe.
 */
public final class LeafFormat {

    static final byte VERSION = 1;

    /** Of scrapes of process groups with optional figures. */
    static final byte WITH_FIGURES = 2;

    static final byte EVENTS = 1;
    static final byte UNREADABLE = (byte) 255;

    private static final int HEADER_BYTES = 2 + 2 * Long.BYTES + Integer.BYTES;
    private static final int SCRAPE_BYTES = 3 * Long.BYTES;
    private static final int GROUP_BYTES = Integer.BYTES + 2 * Long.BYTES; // without the name
    private static final int FIGURE_BYTES = Integer.BYTES + Long.BYTES;

    private LeafFormat() {}

    /**
     * The leaf of an append.
     *
     * @param lastSequence sequence of its last event
     * @param epoch epoch of the shard that it was appended in
     */
    public static byte[] leaf(long lastSequence, long epoch, Entry entry) {
        return switch (entry) {
            case Entry.Processes processes -> processes(lastSequence, epoch, processes.scrape());
            case Entry.Figures figures -> figures(lastSequence, epoch, figures.sample());
            case Entry.Events events -> events(lastSequence, epoch, events);
        };
    }

    /** The leaf of an append of {@code count} events that cannot be decoded. */
    public static byte[] unreadable(long lastSequence, long epoch, int count, byte[] stored) {
        return header(VERSION, UNREADABLE, lastSequence, epoch, count, stored.length)
                .put(stored)
                .array();
    }

    private static byte[] processes(long lastSequence, long epoch, ProcessScrape scrape) {
        int count = scrape.size();
        byte[] names = scrape.names.leafBytes();
        byte[] figures = optionalFigures(scrape.figures, count);
        int bytes = SCRAPE_BYTES + count * GROUP_BYTES + names.length + figures.length;
        ByteBuffer out =
                header(
                        scrape.figures.isEmpty() ? VERSION : WITH_FIGURES,
                        (byte) scrape.form().leafKind(),
                        lastSequence,
                        epoch,
                        count,
                        bytes);
        putScrape(out, scrape.serverId(), scrape.sampledAt().toEpochMilli());
        for (int numProcs : scrape.numProcs) {
            out.putInt(numProcs);
        }
        for (double cpuSeconds : scrape.cpuSeconds) {
            out.putLong(Double.doubleToRawLongBits(cpuSeconds));
        }
        for (long residentBytes : scrape.residentBytes) {
            out.putLong(residentBytes);
        }
        return out.put(names).put(figures).array();
    }

    private static byte[] optionalFigures(FigureColumns figures, int groups) {
        if (figures.isEmpty()) {
            return new byte[0];
        }
        int column = Integer.BYTES + groups * Long.BYTES;
        ByteBuffer out = ByteBuffer.allocate(Integer.BYTES + figures.count() * column);
        out.putInt(figures.count());
        for (int i = 0; i < figures.count(); i++) {
            out.putInt(figures.code(i));
            for (double value : figures.column(i)) {
                out.putLong(Double.doubleToLongBits(value)); // one NaN, whatever its bits
            }
        }
        return out.array();
    }

    private static byte[] figures(long lastSequence, long epoch, FigureSample sample) {
        FigureTable<?> table = sample.exporter().figures().orElseThrow();
        Map<Integer, Double> byCode = new TreeMap<>();
        sample.values().forEach((metric, value) -> byCode.put(metric.code(), value));
        int bytes = SCRAPE_BYTES + Integer.BYTES + byCode.size() * FIGURE_BYTES;
        ByteBuffer out = header(VERSION, (byte) table.leafKind(), lastSequence, epoch, 1, bytes);
        putScrape(out, sample.serverId(), sample.sampledAt().toEpochMilli());
        out.putInt(byCode.size());
        byCode.forEach((code, v) -> out.putInt(code).putLong(Double.doubleToRawLongBits(v)));
        return out.array();
    }

    private static byte[] events(long lastSequence, long epoch, Entry.Events entry) {
        GrowingBuffer body = new GrowingBuffer();
        for (StoredEvent event : entry.events()) {
            body.text(event.identifier());
            body.text(event.typeName());
            body.text(event.typeVersion());
            body.int64(event.timestamp().getEpochSecond());
            body.int32(event.timestamp().getNano());
            body.int32(event.tags().size());
            for (TagPair tag : event.tags()) {
                body.text(tag.key());
                body.text(tag.value());
            }
            body.int32(event.metadata().size());
            for (Map.Entry<String, String> pair : event.metadata().entrySet()) {
                body.text(pair.getKey());
                body.text(pair.getValue());
            }
            body.int8(event.payloadForm().code);
            body.bytes(event.payload());
        }
        ByteBuffer written = body.written();
        return header(VERSION, EVENTS, lastSequence, epoch, entry.count(), written.remaining())
                .put(written)
                .array();
    }

    private static ByteBuffer header(
            byte version, byte kind, long lastSequence, long epoch, int count, int bodyBytes) {
        return ByteBuffer.allocate(HEADER_BYTES + bodyBytes)
                .put(version)
                .put(kind)
                .putLong(lastSequence)
                .putLong(epoch)
                .putInt(count);
    }

    private static void putScrape(ByteBuffer out, UUID serverId, long millis) {
        out.putLong(serverId.getMostSignificantBits())
                .putLong(serverId.getLeastSignificantBits())
                .putLong(millis);
    }

    /** Big-endian numbers and texts in front of each other, in as many bytes as they take. */
    private static final class GrowingBuffer {

        private ByteBuffer out = ByteBuffer.allocate(1024);

        ByteBuffer written() {
            return out.flip();
        }

        void text(String text) {
            bytes(text.getBytes(UTF_8));
        }

        void bytes(byte[] bytes) {
            int32(bytes.length);
            room(bytes.length).put(bytes);
        }

        void int8(int value) {
            room(1).put((byte) value);
        }

        void int32(int value) {
            room(Integer.BYTES).putInt(value);
        }

        void int64(long value) {
            room(Long.BYTES).putLong(value);
        }

        private ByteBuffer room(int more) {
            if (out.remaining() < more) {
                int size = Math.max(out.capacity() * 2, out.position() + more);
                out = ByteBuffer.allocate(size).put(out.flip());
            }
            return out;
        }
    }
}
