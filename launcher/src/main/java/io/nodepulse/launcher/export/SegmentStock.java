package io.nodepulse.launcher.export;

import io.nodepulse.audit.segment.SegmentFile;
import io.nodepulse.audit.segment.SegmentFolder;
import io.nodepulse.events.segment.MalformedSegmentException;
import io.nodepulse.events.segment.SegmentName;
import io.nodepulse.events.segment.SegmentSummary;
import io.nodepulse.launcher.BadInputException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The segments of a folder, as far as they are some, and what is wrong with it. Footers are read
 * here, blocks are not.
 *
 * @param shards the segments of each shard, oldest first
 * @param damage what is none, or holds again what another one has; for a person
 * @param gaps leaves of the span that are in none; for a person
 */
record SegmentStock(List<List<StockedSegment>> shards, List<String> damage, List<String> gaps) {

    /**
     * @param span the times in which gaps count
     * @throws BadInputException if there is no segment
     */
    static SegmentStock of(Path directory, TimeSpan span) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new BadInputException(directory + " is no folder");
        }
        SegmentStock stock =
                new SegmentStock(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        int files = 0;
        for (int shard : numbers(directory)) {
            List<SegmentFile> listed = SegmentFolder.of(directory, shard).list();
            files += listed.size();
            stock.shards.add(stock.readable(shard, listed, span));
        }
        if (files == 0) {
            throw new BadInputException("there are no segments in " + directory);
        }
        return stock;
    }

    /** Of the shards that have a folder: others may be kept elsewhere. */
    private static List<Integer> numbers(Path directory) throws IOException {
        String start = SegmentName.folder(0).replace("0", "");
        try (Stream<Path> folders = Files.list(directory)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> name.matches(start + "\\d{1,6}"))
                    .map(name -> Integer.valueOf(name.substring(start.length())))
                    .sorted()
                    .toList();
        }
    }

    private List<StockedSegment> readable(int shard, List<SegmentFile> files, TimeSpan span)
            throws IOException {
        List<StockedSegment> segments = new ArrayList<>();
        long end = 0;
        Instant endAt = TimeSpan.EVER.from();
        for (SegmentFile file : files) {
            try {
                SegmentSummary summary = file.open().footer().summary();
                if (file.first() < end) {
                    damage.add("%s: the one before has some of its leaves".formatted(file.path()));
                } else if (summary.shard() != shard) {
                    damage.add("%s: it is of shard %d".formatted(file.path(), summary.shard()));
                }
                TimeSpan between = new TimeSpan(endAt, beginOf(summary));
                if (file.first() > end && between.overlaps(span)) {
                    gaps.add(
                            "shard %d: leaves %d to %d are in no segment"
                                    .formatted(shard, end, file.first() - 1));
                }
                endAt = endOf(summary);
                segments.add(new StockedSegment(file, summary));
            } catch (MalformedSegmentException e) {
                damage.add("%s: %s".formatted(file.path(), e.getMessage()));
            }
            end = Math.max(end, file.end());
        }
        return segments;
    }

    /**
     * What is not in a segment, but before it, is older than that. Segments begin at whole hours,
     * or minutes; one that was begun in an hour is behind another one of it; and what came late is
     * older than all of it. A segment with no scrapes tells nothing.
     */
    private static Instant beginOf(SegmentSummary summary) {
        if (hasNoScrapes(summary)) {
            return TimeSpan.EVER.to();
        }
        Instant hour = summary.lastSampledAt().truncatedTo(ChronoUnit.HOURS);
        Instant first = summary.firstSampledAt().truncatedTo(ChronoUnit.MINUTES);
        return hour.isAfter(first) ? hour : first;
    }

    /** What is behind a segment is not older than that. */
    private static Instant endOf(SegmentSummary summary) {
        return hasNoScrapes(summary)
                ? TimeSpan.EVER.from()
                : summary.lastSampledAt()
                        .truncatedTo(ChronoUnit.MINUTES)
                        .plus(1, ChronoUnit.MINUTES);
    }

    private static boolean hasNoScrapes(SegmentSummary summary) {
        return summary.lastSampledAt().equals(Instant.EPOCH);
    }

    /** Those with scrapes of that time, shard after shard. */
    List<StockedSegment> of(TimeSpan span) {
        return shards.stream()
                .flatMap(List::stream)
                .filter(segment -> segment.meets(span))
                .toList();
    }

    /** How much there is to read of that time. */
    long bytes(TimeSpan span) throws IOException {
        long bytes = 0;
        for (StockedSegment segment : of(span)) {
            bytes += Files.size(segment.file().path());
        }
        return bytes;
    }
}
