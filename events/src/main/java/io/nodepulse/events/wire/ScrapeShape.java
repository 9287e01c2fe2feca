package io.nodepulse.events.wire;

import io.nodepulse.events.Exporter;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Scrapes of one exporter as whole numbers: a scrape has keys in some order, and each key a number
 * in every column. Nothing is lost either way. Not thread-safe.
 *
 * @param <K> what tells a series of numbers from the others of its server
 */
public interface ScrapeShape<K> {

    /** The shape of that exporter's scrapes. */
    static ScrapeShape<?> of(Exporter exporter) {
        return exporter.figures().<ScrapeShape<?>>map(FigureShape::of).orElseGet(ProcessShape::new);
    }

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
