package io.nodepulse.projections.process;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import io.nodepulse.events.ProcessMetric;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Optional figures in buckets of every length against an addition over every single sample, for
 * seeded histories with births, deaths, resets, gaps, and figures that come and go.
 */
class FigureTreeTest {

    private static final int SEEDS = 200;
    private static final int SCRAPES = 300;
    private static final TimeGrid GRID = new TimeGrid(12_345);

    static IntStream seeds() {
        return IntStream.rangeClosed(1, SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyBucketHasWhatItsSamplesAddUpTo(int seed) {
        List<Scrape> scrapes = new SeededFigures(seed).scrapes(SCRAPES);
        FigureSums sums = new FigureSums(scrapes);
        List<Bucket> buckets = buckets(scrapes, new Random(seed));

        assertThat(buckets).isNotEmpty();
        for (Bucket bucket : buckets) {
            for (int row = 0; row < bucket.columns()[BucketColumns.NAME_KEY].length; row++) {
                int key = (int) bucket.columns()[BucketColumns.NAME_KEY][row];
                for (ProcessMetric metric : FigureParts.KEPT) {
                    assertThat(read(bucket, row, metric))
                            .as(
                                    "%s of %d in %s at %d",
                                    metric, key, bucket.tier(), bucket.startMs())
                            .isEqualTo(sums.of(metric, key, span(bucket)));
                }
            }
        }
    }

    /** What it covers: an open bucket of more than a minute has its closed children alone. */
    private static FigureSums.Span span(Bucket bucket) {
        return new FigureSums.Span(bucket.startMs(), bucket.lastScrapeMs());
    }

    /** All that close, and those that are open at the end, through bytes after each batch. */
    private static List<Bucket> buckets(List<Scrape> scrapes, Random random) {
        List<Bucket> found = new ArrayList<>();
        Map<Tier, PackedBucket> above = new EnumMap<>(Tier.class);
        @Nullable TrackState state = null;
        for (int from = 0; from < scrapes.size(); ) {
            int to = Math.min(scrapes.size(), from + 1 + random.nextInt(40));
            ServerTrack track = new ServerTrack(GRID, state, List.copyOf(above.values()));
            scrapes.subList(from, to).forEach(track::take);
            state = track.after(null);
            track.changedAbove().forEach(bucket -> above.put(bucket.tier(), bucket));
            track.closed().forEach(bucket -> found.add(bucket.unpack()));
            from = to;
        }
        above.values().forEach(bucket -> found.add(bucket.unpack()));
        found.add(requireNonNull(state).openMinute().unpack());
        return found;
    }

    private static FigureSums.Sum read(Bucket bucket, int row, ProcessMetric metric) {
        long covered = bucket.columns()[BucketColumns.CPU_COVERED_MS][row];
        long samples = bucket.columns()[BucketColumns.SAMPLES][row];
        long max = part(bucket, row, metric, FigureParts.MAX);
        boolean known = bucket.figures().column(FigureParts.column(metric, 0)) != null;
        if (FigureParts.isCounter(metric)) {
            long gap = part(bucket, row, metric, FigureParts.COVERED_GAP);
            return new FigureSums.Sum(
                    max,
                    part(bucket, row, metric, FigureParts.GROWTH),
                    known ? covered - gap : 0,
                    0);
        }
        long has = known ? samples - part(bucket, row, metric, FigureParts.UNKNOWN) : 0;
        return new FigureSums.Sum(
                max,
                has * (max - 1) - part(bucket, row, metric, FigureParts.SUM_GAP),
                has,
                max - part(bucket, row, metric, FigureParts.LAST_GAP));
    }

    private static long part(Bucket bucket, int row, ProcessMetric metric, int part) {
        long[] column = bucket.figures().column(FigureParts.column(metric, part));
        return column == null ? 0 : column[row];
    }
}
