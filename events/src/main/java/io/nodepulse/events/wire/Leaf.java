package io.nodepulse.events.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.events.Exporter;
import io.nodepulse.events.FigureSample;
import io.nodepulse.events.FigureTable;
import io.nodepulse.events.InvalidFieldException;
import io.nodepulse.events.Metric;
import io.nodepulse.events.wire.StoredEvent.PayloadForm;
import io.nodepulse.events.wire.StoredEvent.TagPair;

import org.jspecify.annotations.Nullable;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What the bytes of {@link LeafFormat} say, for whoever was handed a proof and has no store.
 *
 * @param lastSequence sequence of the append's last event
 * @param epoch epoch of the shard that it was appended in
 * @param count how many events it has
 * @param entry the events, or nothing if the stored entry could not be decoded
 */
public record Leaf(long lastSequence, long epoch, int count, Optional<Entry> entry) {

    private static final int MIN_PROCESS_BYTES = 2 * Integer.BYTES + 2 * Long.BYTES;

    /**
     * Reads a leaf.
     *
     * @throws MalformedEntryException if the bytes are no leaf of a known version
     */
    public static Leaf parse(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            return read(in);
        } catch (BufferUnderflowException e) {
            throw new MalformedEntryException("a leaf ends early, after " + bytes.length, e);
        } catch (CharacterCodingException e) {
            throw new MalformedEntryException("a text of a leaf is not UTF-8", e);
        } catch (DateTimeException | InvalidFieldException e) {
            throw new MalformedEntryException("a leaf's values are out of range", e);
        }
    }

    private static Leaf read(ByteBuffer in) throws CharacterCodingException {
        byte version = in.get();
        byte kind = in.get();
        @Nullable Exporter groups = groupsOf(kind);
        boolean hasFigures = version == LeafFormat.WITH_FIGURES && groups != null;
        if (version != LeafFormat.VERSION && !hasFigures) {
            throw new MalformedEntryException(
                    "unknown leaf version %d of kind %d".formatted(version, kind));
        }
        long lastSequence = in.getLong();
        long epoch = in.getLong();
        int count = count(in, 0);
        if (kind == LeafFormat.UNREADABLE) {
            return new Leaf(lastSequence, epoch, count, Optional.empty());
        }
        Entry entry;
        if (kind == LeafFormat.EVENTS) {
            entry = new Entry.Events(events(count, in));
        } else if (groups != null) {
            entry = new Entry.Processes(processes(groups, count, hasFigures, in));
        } else {
            entry = new Entry.Figures(figures(tableOf(kind), in));
        }
        if (in.hasRemaining()) {
            throw new MalformedEntryException(in.remaining() + " bytes too many in a leaf");
        }
        return new Leaf(lastSequence, epoch, count, Optional.of(entry));
    }

    private static List<StoredEvent> events(int count, ByteBuffer in)
            throws CharacterCodingException {
        List<StoredEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(
                    new StoredEvent(
                            text(in),
                            text(in),
                            text(in),
                            Instant.ofEpochSecond(in.getLong(), in.getInt()),
                            tags(in),
                            metadata(in),
                            PayloadForm.ofCode(in.get()),
                            bytes(in)));
        }
        return events;
    }

    private static TreeSet<TagPair> tags(ByteBuffer in) throws CharacterCodingException {
        TreeSet<TagPair> tags = new TreeSet<>();
        for (int left = count(in, 2 * Integer.BYTES); left > 0; left--) {
            tags.add(new TagPair(text(in), text(in)));
        }
        return tags;
    }

    private static TreeMap<String, String> metadata(ByteBuffer in) throws CharacterCodingException {
        TreeMap<String, String> metadata = new TreeMap<>();
        for (int left = count(in, 2 * Integer.BYTES); left > 0; left--) {
            metadata.put(text(in), text(in));
        }
        return metadata;
    }

    private static ProcessScrape processes(
            Exporter exporter, int count, boolean hasFigures, ByteBuffer in)
            throws CharacterCodingException {
        UUID serverId = new UUID(in.getLong(), in.getLong());
        Instant sampledAt = Instant.ofEpochMilli(in.getLong());
        needRoom(count, MIN_PROCESS_BYTES, in);
        int[] numProcs = new int[count];
        double[] cpuSeconds = new double[count];
        long[] residentBytes = new long[count];
        String[] names = new String[count];
        for (int i = 0; i < count; i++) {
            numProcs[i] = in.getInt();
        }
        for (int i = 0; i < count; i++) {
            cpuSeconds[i] = Double.longBitsToDouble(in.getLong());
        }
        for (int i = 0; i < count; i++) {
            residentBytes[i] = in.getLong();
        }
        for (int i = 0; i < count; i++) {
            names[i] = text(in);
        }
        return new ProcessScrape(
                exporter,
                serverId,
                sampledAt,
                new ProcessNames(names),
                numProcs,
                cpuSeconds,
                residentBytes,
                hasFigures ? optionalFigures(count, in) : FigureColumns.NONE);
    }

    private static FigureColumns optionalFigures(int groups, ByteBuffer in) {
        int bytesEach = Integer.BYTES + groups * Long.BYTES;
        FigureColumns.Builder figures = new FigureColumns.Builder(groups);
        for (int left = count(in, bytesEach); left > 0; left--) {
            int code = in.getInt();
            double[] column = new double[groups];
            for (int i = 0; i < groups; i++) {
                column[i] = Double.longBitsToDouble(in.getLong());
            }
            figures.put(code, column);
        }
        return figures.build();
    }

    private static @Nullable Exporter groupsOf(int kind) {
        return Arrays.stream(Exporter.values())
                .filter(each -> each.groups().filter(f -> f.leafKind() == kind).isPresent())
                .findFirst()
                .orElse(null);
    }

    private static FigureTable<?> tableOf(int kind) {
        return Arrays.stream(Exporter.values())
                .<FigureTable<?>>mapMulti((exporter, to) -> exporter.figures().ifPresent(to))
                .filter(table -> table.leafKind() == kind)
                .findFirst()
                .orElseThrow(() -> new MalformedEntryException("unknown kind of leaf " + kind));
    }

    private static <M extends Enum<M> & Metric> FigureSample figures(
            FigureTable<M> table, ByteBuffer in) {
        UUID serverId = new UUID(in.getLong(), in.getLong());
        Instant sampledAt = Instant.ofEpochMilli(in.getLong());
        Map<M, Double> values = table.newValues();
        for (int left = count(in, Integer.BYTES + Long.BYTES); left > 0; left--) {
            int code = in.getInt();
            double value = Double.longBitsToDouble(in.getLong());
            table.ofCode(code).ifPresent(metric -> values.put(metric, value));
        }
        return table.sample(serverId, sampledAt, values);
    }

    private static String text(ByteBuffer in) throws CharacterCodingException {
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(in))).toString();
    }

    private static byte[] bytes(ByteBuffer in) {
        byte[] bytes = new byte[count(in, 1)];
        in.get(bytes);
        return bytes;
    }

    /** A number of things of which each takes at least that many of the bytes that follow. */
    private static int count(ByteBuffer in, int minBytesEach) {
        int count = in.getInt();
        needRoom(count, minBytesEach, in);
        return count;
    }

    private static void needRoom(int count, int minBytesEach, ByteBuffer in) {
        if (count < 0 || (long) count * minBytesEach > in.remaining()) {
            throw new MalformedEntryException(
                    "a leaf counts " + count + " where it has " + in.remaining() + " bytes");
        }
    }
}
