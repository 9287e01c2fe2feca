package io.nodepulse.query.testing;

import io.nodepulse.query.readmodel.KeptFigure;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Optional figures of generated histories: they follow from what else was observed, and some
 * samples lack some. Encodes them as buckets have them, from the drawing in the projections'
 * README.
 */
public final class MadeFigures {

    private static final long MINUTE = 60_000;
    private static final long PAGE = 4_096;
    private static final int MAX = 0;
    private static final int GROWTH_OR_UNKNOWN = 1;
    private static final int COVERED_OR_SUM_GAP = 2;
    private static final int LAST_GAP = 3;

    private MadeFigures() {}

    /** What a counter grew by in the interval that ends in the sample; nothing if not known. */
    public static OptionalLong growth(KeptFigure figure, Observed observed) {
        long factor =
                switch (figure) {
                    case READ_BYTES -> 7;
                    case WRITE_BYTES -> 3;
                    default -> 0;
                };
        return factor > 0 && observed.hasInterval() && isKnown(figure, observed)
                ? OptionalLong.of(factor * observed.cpuMicros())
                : OptionalLong.empty();
    }

    /** The reading of a gauge; nothing if it is not known. */
    public static OptionalLong reading(KeptFigure figure, Observed observed) {
        return figure == KeptFigure.THREADS && isKnown(figure, observed)
                ? OptionalLong.of(observed.sample().residentBytes() / PAGE % 1_000)
                : OptionalLong.empty();
    }

    private static boolean isKnown(KeptFigure figure, Observed observed) {
        long minute = observed.atMillis() / MINUTE;
        int name = observed.sample().name().hashCode();
        return (name + minute * (2L * figure.code() + 1)) % 4 != 0 && name % 5 != 0;
    }

    /**
     * The figures of a bucket.
     *
     * @param rows what was observed in it, by process, ascending; null where nothing is known
     */
    static byte @Nullable [] encode(List<List<Observed>> rows) {
        SortedMap<Integer, long[]> columns = new TreeMap<>();
        for (KeptFigure figure : KeptFigure.values()) {
            for (int row = 0; row < rows.size(); row++) {
                long[] parts =
                        figure.isCounter()
                                ? counter(figure, rows.get(row))
                                : gauge(figure, rows.get(row));
                for (int part = 0; part < parts.length; part++) {
                    int column = 4 * figure.code() + part;
                    columns.computeIfAbsent(column, key -> new long[rows.size()])[row] =
                            parts[part];
                }
            }
            if (isZero(columns.getOrDefault(4 * figure.code(), new long[0]))) {
                columns.subMap(4 * figure.code(), 4 * figure.code() + 4).clear();
            }
        }
        columns.values().removeIf(MadeFigures::isZero);
        return columns.isEmpty() ? null : write(rows.size(), columns);
    }

    private static boolean isZero(long[] column) {
        for (long value : column) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    private static long[] counter(KeptFigure figure, List<Observed> samples) {
        long[] parts = new long[3];
        for (Observed observed : samples) {
            OptionalLong growth = growth(figure, observed);
            if (growth.isPresent()) {
                long rate = Math.round(1e6 * growth.getAsLong() / observed.coveredMillis());
                parts[MAX] = Math.max(parts[MAX], 1 + rate);
                parts[GROWTH_OR_UNKNOWN] += growth.getAsLong();
            } else {
                parts[COVERED_OR_SUM_GAP] += observed.coveredMillis();
            }
        }
        return parts;
    }

    private static long[] gauge(KeptFigure figure, List<Observed> samples) {
        long[] parts = new long[4];
        List<Long> known = new ArrayList<>();
        samples.forEach(each -> reading(figure, each).ifPresent(known::add));
        long max = known.stream().mapToLong(value -> value).max().orElse(-1);
        OptionalLong last = reading(figure, samples.getLast());
        parts[MAX] = 1 + max;
        parts[GROWTH_OR_UNKNOWN] = samples.size() - known.size();
        parts[COVERED_OR_SUM_GAP] =
                known.size() * max - known.stream().mapToLong(value -> value).sum();
        parts[LAST_GAP] = last.isPresent() ? max - last.getAsLong() : 1 + max;
        if (known.isEmpty()) {
            parts[COVERED_OR_SUM_GAP] = 0;
        }
        return parts;
    }

    private static byte[] write(int rows, SortedMap<Integer, long[]> columns) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(2);
            out.writeByte(columns.size());
            out.writeInt(rows);
            int offset = 6 + 7 * columns.size();
            for (var column : columns.entrySet()) {
                out.writeShort(column.getKey());
                out.writeByte(Long.BYTES);
                out.writeInt(offset);
                offset += Long.BYTES * rows;
            }
            for (long[] column : columns.values()) {
                for (long value : column) {
                    out.writeLong(value);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
