package io.nodepulse.query.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.query.testing.Histories;
import io.nodepulse.query.window.Window.Slice;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;

class WindowTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:05:30Z");
    private static final String LONGEST_ENDS = "2026-04-01T00:00:00Z";

    @Test
    void lastHoursAreRoundedToAMinuteOrOnePercent() {
        assertWindow(new TimeRange.LastHours(1), "2026-03-10T11:05:00Z", LONGEST_ENDS);
        assertWindow(new TimeRange.LastHours(6), "2026-03-10T06:05:00Z", LONGEST_ENDS);
        assertWindow(new TimeRange.LastHours(24), "2026-03-09T12:00:00Z", LONGEST_ENDS);
        assertWindow(new TimeRange.LastHours(168), "2026-03-03T12:00:00Z", LONGEST_ENDS);
    }

    @Test
    void aFreeRangeIsRoundedOutwards() {
        assertWindow(
                between("2026-03-10T10:00:01Z", "2026-03-10T10:00:02Z"),
                "2026-03-10T10:00:00Z",
                "2026-03-10T10:01:00Z");
        assertWindow(
                between("2026-03-09T10:03:01Z", "2026-03-10T10:03:01Z"),
                "2026-03-09T10:00:00Z",
                "2026-03-10T10:10:00Z");
        assertWindow(
                between("2026-03-10T11:50:00Z", "2026-03-10T13:00:00Z"),
                "2026-03-10T11:50:00Z",
                LONGEST_ENDS);
    }

    @Test
    void theGridOfAServerIsShifted() {
        Window window = new TimeRange.LastHours(1).round(NOW, new Grid(7_919_000));
        assertThat(window.from()).isEqualTo("2026-03-10T11:04:59Z");
        assertThat(window.to()).isEqualTo("2026-04-01T02:11:59Z");
    }

    @Test
    void aWindowReachesTheNewestScrapeOrTheRunningMinute() {
        Window window = new TimeRange.LastHours(1).round(NOW, Grid.UTC);
        Instant minuteEdge = Instant.parse("2026-03-10T12:05:00Z");
        assertThat(window.reached(null)).isEqualTo(minuteEdge);
        assertThat(window.reached(minuteEdge.minusSeconds(1))).isEqualTo(minuteEdge);
        assertThat(window.reached(minuteEdge.plusSeconds(1))).isEqualTo(minuteEdge.plusSeconds(1));
        Window past = between("2026-03-10T10:00:01Z", "2026-03-10T10:00:02Z").round(NOW, Grid.UTC);
        assertThat(past.reached(NOW)).isEqualTo("2026-03-10T10:01:00Z");
        Window future =
                between("2026-03-10T13:00:00Z", "2026-03-10T14:00:00Z").round(NOW, Grid.UTC);
        assertThat(future.elapsed(NOW)).isZero();
    }

    @Test
    void slicesAreFineAtTheEdgesAndCoarseBetween() {
        assertThat(window(58, 73).slices(BucketTier.DAY))
                .containsExactly(
                        new Slice(BucketTier.MINUTE, 58, 60),
                        new Slice(BucketTier.TEN_MINUTES, 60, 70),
                        new Slice(BucketTier.MINUTE, 70, 73));
        assertThat(window(51, 58).slices(BucketTier.DAY))
                .containsExactly(new Slice(BucketTier.MINUTE, 51, 58));
        assertThat(window(1_379, 3 * 1440).slices(BucketTier.DAY))
                .containsExactly(
                        new Slice(BucketTier.MINUTE, 1_379, 1_380),
                        new Slice(BucketTier.HOUR, 1_380, 1_440),
                        new Slice(BucketTier.DAY, 1_440, 3 * 1440));
        assertThat(window(1_379, 3 * 1440).slices(BucketTier.HOUR))
                .containsExactly(
                        new Slice(BucketTier.MINUTE, 1_379, 1_380),
                        new Slice(BucketTier.HOUR, 1_380, 3 * 1440));
        assertThat(window(10, 10).slices(BucketTier.DAY)).isEmpty();
    }

    @Test
    void slicesCoverEveryMinuteOnceInFewBuckets() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            long from = random.nextInt(20_000);
            long to = from + 1 + random.nextInt(11_000);
            List<Slice> slices = window(from, to).slices(BucketTier.DAY);
            long at = from;
            long buckets = 0;
            for (Slice slice : slices) {
                assertThat(slice.fromMinute()).isEqualTo(at);
                assertThat(slice.tier().floor(at)).isEqualTo(at);
                assertThat(slice.tier().floor(slice.toMinute())).isEqualTo(slice.toMinute());
                at = slice.toMinute();
                buckets += (slice.toMinute() - slice.fromMinute()) / slice.tier().minutes();
            }
            assertThat(at).isEqualTo(to);
            assertThat(buckets).isLessThanOrEqualTo(9 + 5 + 5 + 3 + 8 + 3 + 5 + 5 + 9);
        }
    }

    @Test
    void roundingMovesAnEdgeByAtMostAMinuteOrOnePercent() {
        Random random = new Random(8);
        for (int i = 0; i < 20_000; i++) {
            Grid grid = new Grid(random.nextInt(86_400_000));
            Duration length = Duration.ofMillis(1 + random.nextLong(Duration.ofDays(8).toMillis()));
            Instant from = NOW.minus(length).minusMillis(1 + random.nextLong(1_000_000_000));
            Window window = new TimeRange.Between(from, from.plus(length)).round(NOW, grid);
            Duration tolerance = length.dividedBy(100);
            if (tolerance.compareTo(Duration.ofMinutes(1)) < 0) {
                tolerance = Duration.ofMinutes(1);
            }
            assertThat(Duration.between(window.from(), from)).isBetween(Duration.ZERO, tolerance);
            assertThat(Duration.between(from.plus(length), window.to()))
                    .isBetween(Duration.ZERO, tolerance);
        }
    }

    @Test
    void edgesLieWhereTheirBucketsAreKept() {
        Kept kept =
                new Kept(
                        Instant.parse("2026-03-02T00:00:00Z").toEpochMilli(),
                        Instant.parse("2026-02-02T00:00:00Z").toEpochMilli(),
                        Instant.parse("2025-02-01T00:00:00Z").toEpochMilli(),
                        Instant.parse("2021-01-01T00:00:00Z").toEpochMilli());
        assertCoarser(kept, "2026-03-09T00:01:00Z", "2026-03-09T01:01:00Z", "00:01 01:01", 0);
        assertCoarser(kept, "2026-02-09T00:01:00Z", "2026-02-09T01:01:00Z", "00:00 01:10", 600);
        assertCoarser(kept, "2026-01-09T00:01:00Z", "2026-01-09T01:01:00Z", "00:00 02:00", 3_600);
        assertCoarser(kept, "2024-01-09T00:01:00Z", "2024-01-09T01:01:00Z", "00:00 00:00", 86_400);
        // One edge where tens are, the other where hours are.
        assertCoarser(kept, "2026-02-01T23:41:00Z", "2026-02-02T00:41:00Z", "23:00 00:50", 3_600);
        // Nothing is older than everything.
        Window window =
                between("2019-01-01T00:00:00Z", "2026-03-09T00:00:00Z").round(NOW, Grid.UTC, kept);
        assertThat(window.from()).isEqualTo("2021-01-01T00:00:00Z").isEqualTo(window.keptSince());
        assertThat(
                        between("2019-01-01T00:00:00Z", "2019-01-02T00:00:00Z")
                                .round(NOW, Grid.UTC, kept)
                                .slices(BucketTier.COARSEST))
                .isEmpty();
    }

    private static void assertCoarser(
            Kept kept, String from, String to, String edges, int stepSeconds) {
        Window window = between(from, to).round(NOW, Grid.UTC, kept);
        assertThat(
                        window.from().toString().substring(11, 16)
                                + " "
                                + window.to().toString().substring(11, 16))
                .isEqualTo(edges);
        assertThat(window.coarser() == null ? 0 : window.coarser().stepSeconds())
                .isEqualTo(stepSeconds);
    }

    @Test
    void noWindowAsksForBucketsThatAreGone() {
        Random random = new Random(9);
        for (int i = 0; i < 20_000; i++) {
            Grid grid = new Grid(random.nextInt(86_400_000));
            Kept kept = Histories.kept(random, NOW);
            Instant from = NOW.minusMillis(random.nextLong(Duration.ofDays(600).toMillis()));
            Instant to = from.plusMillis(1 + (long) Math.exp(random.nextDouble() * 24));
            Window window = new TimeRange.Between(from, to).round(NOW, grid, kept);
            assertThat(window.isKept(BucketTier.COARSEST)).isTrue();
            assertThat(window.from())
                    .isBeforeOrEqualTo(laterOf(from, Objects.requireNonNull(window.keptSince())));
            assertThat(window.to()).isAfterOrEqualTo(to.isBefore(NOW) ? to : NOW);
        }
    }

    private static Instant laterOf(Instant a, Instant b) {
        return a.isBefore(b) ? b : a;
    }

    private static Window window(long from, long to) {
        return new Window(from, to, NOW, Grid.UTC);
    }

    private static TimeRange between(String from, String to) {
        return new TimeRange.Between(Instant.parse(from), Instant.parse(to));
    }

    private static void assertWindow(TimeRange range, String from, String to) {
        Window window = range.round(NOW, Grid.UTC);
        assertThat(window.from()).isEqualTo(from);
        assertThat(window.to()).isEqualTo(to);
    }
}
