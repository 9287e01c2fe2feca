package io.nodepulse.launcher.export;

import io.nodepulse.launcher.export.StockedSegment.Block;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.LongConsumer;

/**
 * Writes what is asked for, a day and a server at a time: so much is in memory, and what is whole
 * stays where it ends early. Not thread-safe; used once.
 */
final class SampleExport {

    private final SegmentStock stock;
    private final AskedSamples asked;
    private final NamedServers names;
    private final Path folder;
    private long samples;
    private long bytes;
    private int files;
    private int skipped;

    SampleExport(SegmentStock stock, AskedSamples asked, NamedServers names, Path folder) {
        this.stock = stock;
        this.asked = asked;
        this.names = names;
        this.folder = folder;
    }

    /**
     * What was done.
     *
     * @param files written
     * @param samples in them
     * @param bytes of them
     * @param skipped files that were there already
     */
    record Result(int files, long samples, long bytes, int skipped) {}

    /**
     * @param progress told the number of samples that are done, as the index of blocks counts them
     */
    Result run(LongConsumer progress) throws IOException {
        long done = 0;
        Optional<LocalDate> next = dayFrom(Partition.dayOf(asked.span().from()));
        while (next.isPresent()) {
            LocalDate day = next.get();
            for (Map.Entry<UUID, List<Block>> each : blocks(day).entrySet()) {
                write(new Partition(day, each.getKey()), each.getValue());
                for (Block block : each.getValue()) {
                    done +=
                            Partition.dayOf(block.entry().firstSampledAt()).equals(day)
                                    ? block.entry().events()
                                    : 0;
                }
                progress.accept(done);
            }
            next = dayFrom(day.plusDays(1));
        }
        return new Result(files, samples, bytes, skipped);
    }

    /** The first day from that one on that a segment may have scrapes of. */
    private Optional<LocalDate> dayFrom(LocalDate day) {
        return stock.of(asked.span()).stream()
                .filter(s -> !Partition.dayOf(s.summary().lastSampledAt()).isBefore(day))
                .map(s -> Partition.dayOf(s.summary().firstSampledAt()))
                .map(first -> first.isBefore(day) ? day : first)
                .min(LocalDate::compareTo)
                .filter(first -> !asked.span().of(first).isEmpty());
    }

    private SortedMap<UUID, List<Block>> blocks(LocalDate day) throws IOException {
        TimeSpan span = asked.span().of(day);
        SortedMap<UUID, List<Block>> blocks = new TreeMap<>();
        for (StockedSegment segment : stock.of(span)) {
            for (Block block : asked.blocks(segment, span)) {
                blocks.computeIfAbsent(block.entry().serverId(), id -> new ArrayList<>())
                        .add(block);
            }
        }
        return blocks;
    }

    private void write(Partition partition, List<Block> blocks) throws IOException {
        Path file = partition.in(folder);
        if (Files.exists(file)) {
            skipped++;
            return;
        }
        PartitionWriter writer = new PartitionWriter(partition, names.of(partition.server()), file);
        Optional<PartitionWriter.Written> written =
                writer.write(blocks, asked.span().of(partition.day()));
        if (written.isPresent()) {
            files++;
            samples += written.get().samples();
            bytes += written.get().bytes();
        }
    }
}
