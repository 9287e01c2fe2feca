package io.nodepulse.events.wire;

import io.nodepulse.events.Exporter;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Scrapes of one exporter as whole numbers: a scrape has keys in some order, and each key a number
 * in every column. Nothing is lost either way. Not thread-safe.
 *
 * @param <K> what tells a series of numbers from the others of its server
 */
public interface ScrapeShape<K> {

    /** For scrapes of that exporter that are yet to come. */
    static ScrapeShape<?> of(Exporter exporter) {
        return exporter.figures()
                .<ScrapeShape<?>>map(FigureShape::of)
                .orElseGet(() -> new ProcessShape(exporter));
    }

    /**
     * For scrapes that were written.
     *
     * @param kind of their shape
     * @param in where {@link #writeColumns} has written
     * @throws MalformedEntryException if there is no such kind, or nothing of the sort
     */
    static ScrapeShape<?> read(int kind, ByteReader in) {
        Exporter exporter =
                exporterOf(kind)
                        .orElseThrow(() -> new MalformedEntryException("unknown kind " + kind));
        return exporter.groups().filter(form -> form.figuresKind() == kind).isPresent()
                ? ProcessShape.read(exporter, in)
                : of(exporter);
    }

    /** The exporter whose scrapes have that kind of shape. */
    static Optional<Exporter> exporterOf(int kind) {
        return Arrays.stream(Exporter.values())
                .filter(exporter -> isOf(exporter, kind))
                .findFirst();
    }

    private static boolean isOf(Exporter exporter, int kind) {
        return exporter.figures().filter(table -> table.entryKind() == kind).isPresent()
                || exporter.groups()
                        .filter(form -> form.keyframeKind() == kind || form.figuresKind() == kind)
                        .isPresent();
    }

    /** Tells this shape from others; where there is such an entry, its kind in the wire format. */
    int kind();

    /** Whether its columns are those that there were from the first version of segments on. */
    default boolean isPlain() {
        return true;
    }

    /** Makes room for the columns of a scrape, of which there may be more than before. */
    default void admit(Entry scrape) {}

    /** Writes which columns there are, where its kind does not say it. */
    default void writeColumns(ByteWriter out) {}

    /** How many numbers a key has in a scrape. */
    int columns();

    /** Whether numbers of that column are near to the one before them, and not near 0. */
    boolean goesOn(int column);

    /** The keys of a scrape, in its order. */
    List<K> keys(Entry scrape);

    /**
     * Writes the numbers of a scrape, by column, then by place.
     *
     * @param keys those of the scrape
     */
    void numbers(Entry scrape, List<K> keys, long[][] into);

    /** Writes keys, of which some may be equal. */
    void writeKeys(List<K> keys, ByteWriter out);

    /**
     * Reads that many keys.
     *
     * @throws MalformedEntryException if they are none
     */
    List<K> readKeys(int count, ByteReader in);

    /**
     * The scrape of these numbers.
     *
     * @param keys in its order; the same object for scrapes of the same keys
     * @param numbers by column, then by place; not kept
     * @throws MalformedEntryException if they are none of a scrape
     */
    Entry scrape(UUID serverId, Instant sampledAt, List<K> keys, long[][] numbers);
}
