package io.nodepulse.events.segment;

import io.nodepulse.events.Exporter;
import io.nodepulse.events.Sampled;
import io.nodepulse.events.segment.SegmentAppend.Erased;
import io.nodepulse.events.segment.SegmentAppend.Readable;
import io.nodepulse.events.segment.SegmentAppend.Unreadable;
import io.nodepulse.events.wire.ByteWriter;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.ScrapeShape;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Takes the appends of a range of a shard, in order, and writes them as a segment. It holds the
 * columns, some bytes a sample, until they are written. Not thread-safe; used once.
 */
public final class SegmentWriter {

    private final int shard;
    private final int shards;
    private final int level;
    private final StoredBlock others = new StoredBlock();
    private final Map<Place, Scrapes<?>> scrapes = new HashMap<>();
    private long lastSequence;
    private final SortedMap<ErasedBlock.Place, ErasedBlock> erased = new TreeMap<>();
    private boolean hasOthers;

    /** Which block a scrape belongs to. */
    private record Place(Exporter exporter, UUID serverId) {}

    /** A block that is being filled, and a scrape of it. */
    private record Scrapes<K>(ScrapeBlockEncoder<K> block, Sampled any) {

        /** As blocks are ordered. */
        static final Comparator<Scrapes<?>> ORDER =
                Comparator.<Scrapes<?>>comparingInt(scrapes -> scrapes.block.kind())
                        .thenComparing(scrapes -> scrapes.any.serverId());

        static <K> Scrapes<K> of(ScrapeShape<K> shape, Sampled any) {
            return new Scrapes<>(new ScrapeBlockEncoder<>(shape), any);
        }
    }

    /**
     * @param shard whose history it is
     * @param shards how many the store has
     * @param level of zstd, 1 to 22
     */
    public SegmentWriter(int shard, int shards, int level) {
        this.shard = shard;
        this.shards = shards;
        this.level = level;
    }

    /**
     * Takes an append.
     *
     * @throws IllegalArgumentException if it does not lie behind the one before
     */
    public void add(SegmentAppend append) {
        if (append.firstSequence() <= lastSequence) {
            throw new IllegalArgumentException(
                    "append %d to %d does not lie behind %d"
                            .formatted(
                                    append.firstSequence(), append.lastSequence(), lastSequence));
        }
        lastSequence = append.lastSequence();
        switch (append) {
            case Readable readable -> add(readable);
            case Unreadable unreadable -> addOther(unreadable);
            case Erased gone ->
                    erased.computeIfAbsent(ErasedBlock.Place.of(gone), ErasedBlock::new).add(gone);
        }
    }

    private void add(Readable append) {
        switch (append.entry()) {
            case Entry.Processes processes -> addScrape(append, processes.scrape());
            case Entry.Figures figures -> addScrape(append, figures.sample());
            case Entry.Events events -> addOther(append);
        }
    }

    private void addOther(SegmentAppend append) {
        others.add(append);
        hasOthers = true;
    }

    private void addScrape(Readable append, Sampled sampled) {
        Exporter exporter = sampled.exporter();
        scrapes.computeIfAbsent(
                        new Place(exporter, sampled.serverId()),
                        place -> Scrapes.of(ScrapeShape.of(exporter), sampled))
                .block
                .add(append, append.entry(), sampled);
    }

    /** Writes the segment; the stream stays open, and nothing is flushed to a disk. */
    public void write(OutputStream out) throws IOException {
        out.write(SegmentFormat.MAGIC);
        out.write(version());
        long offset = SegmentFormat.HEADER_BYTES;
        List<BlockEntry> blocks = new ArrayList<>();
        for (ErasedBlock each : erased.values()) {
            byte[] block = each.encode(level);
            out.write(block);
            blocks.add(each.entry(offset, block));
            offset += block.length;
        }
        if (hasOthers) {
            byte[] block = others.encode(level);
            out.write(block);
            blocks.add(others.entry(offset, block));
            offset += block.length;
        }
        for (Scrapes<?> each : scrapes.values().stream().sorted(Scrapes.ORDER).toList()) {
            byte[] block = each.block.encode(level);
            out.write(block);
            blocks.add(each.block.entry(each.any, offset, block));
            offset += block.length;
        }
        writeEnd(SegmentFooter.of(shard, shards, blocks).encode(), out);
    }

    /** The lowest that says all there is. */
    private int version() {
        if (scrapes.values().stream().anyMatch(each -> !each.block.isPlain())) {
            return SegmentFormat.WITH_FIGURES;
        }
        return erased.isEmpty() ? SegmentFormat.WHOLE : SegmentFormat.WITH_ERASED;
    }

    private static void writeEnd(byte[] footer, OutputStream out) throws IOException {
        out.write(footer);
        out.write(Digests.sha256(footer));
        ByteWriter length = new ByteWriter(Integer.BYTES);
        length.putInt32(footer.length);
        out.write(length.toByteArray());
        out.write(SegmentFormat.MAGIC);
    }
}
