package io.nodepulse.launcher.export;

import io.nodepulse.events.segment.SegmentAppend;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.ProcessScrape;
import io.nodepulse.launcher.export.StockedSegment.Block;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Writes the file of a partition. Not thread-safe; used once. */
final class PartitionWriter {

    /**
     * A row group at a time is in memory, 40 bytes a sample and its columns; a day of 150 groups
     * every 15 s has 0.9 M.
     */
    private static final int GROUP_SAMPLES = 2_000_000;

    private static final String KEY = "nodepulse.";

    private final Partition partition;
    private final @Nullable String serverName;
    private final Path file;
    private final List<StockedSegment> sources = new ArrayList<>();
    private SortedSamples buffer = new SortedSamples();
    private long samples;
    private long firstSequence = Long.MAX_VALUE;
    private long lastSequence;

    PartitionWriter(Partition partition, @Nullable String serverName, Path file) {
        this.partition = partition;
        this.serverName = serverName;
        this.file = file;
    }

    /** How much a file has. */
    record Written(long samples, long bytes) {}

    /**
     * Writes the samples of these times.
     *
     * @param blocks of the server, oldest first
     * @return nothing where there are none: then there is no file either
     */
    Optional<Written> write(List<Block> blocks, TimeSpan span) throws IOException {
        int shard = blocks.getFirst().segment().summary().shard();
        Files.createDirectories(Objects.requireNonNull(file.getParent(), "has a folder"));
        try (SampleFile out = SampleFile.create(file, partition.server(), serverName, shard)) {
            for (Block block : blocks) {
                take(block, span, out);
            }
            flush(out);
            return samples == 0
                    ? Optional.empty()
                    : Optional.of(new Written(samples, out.finish(about(shard))));
        }
    }

    private void take(Block block, TimeSpan span, SampleFile out) throws IOException {
        boolean taken = false;
        for (Iterator<SegmentAppend> appends = block.reader().read(block.entry());
                appends.hasNext(); ) {
            SegmentAppend append = appends.next();
            if (append instanceof SegmentAppend.Readable readable
                    && readable.entry() instanceof Entry.Processes(ProcessScrape scrape)
                    && span.contains(scrape.sampledAt())) {
                taken = true;
                buffer.add(append.firstSequence(), scrape);
                firstSequence = Math.min(firstSequence, append.firstSequence());
                lastSequence = Math.max(lastSequence, append.lastSequence());
                if (buffer.samples() >= GROUP_SAMPLES) {
                    flush(out);
                }
            }
        }
        if (taken) {
            sources.add(block.segment());
        }
    }

    private void flush(SampleFile out) throws IOException {
        if (buffer.samples() > 0) {
            out.write(buffer);
            samples += buffer.samples();
            buffer = new SortedSamples();
        }
    }

    private Map<String, String> about(int shard) throws IOException {
        Map<String, String> about = new LinkedHashMap<>();
        about.put(KEY + "samples", "1");
        about.put(KEY + "day", partition.day().toString());
        about.put(KEY + "server_id", partition.server().toString());
        about.put(KEY + "shard", Integer.toString(shard));
        about.put(KEY + "first_sequence", Long.toString(firstSequence));
        about.put(KEY + "last_sequence", Long.toString(lastSequence));
        for (StockedSegment source : sources) {
            about.put(KEY + "checkpoint." + source.name(), source.file().proof().note().toString());
        }
        return about;
    }
}
