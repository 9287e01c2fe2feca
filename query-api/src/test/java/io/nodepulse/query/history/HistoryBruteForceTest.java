package io.nodepulse.query.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nodepulse.access.scope.VisibleServers;
import io.nodepulse.embedded.LongRun;
import io.nodepulse.query.readmodel.GroupedBy;
import io.nodepulse.query.readmodel.KnownServer;
import io.nodepulse.query.readmodel.KnownServers;
import io.nodepulse.query.readmodel.ProcessDictionary;
import io.nodepulse.query.readmodel.WindowReader;
import io.nodepulse.query.testing.FigureCheck;
import io.nodepulse.query.testing.Histories;
import io.nodepulse.query.testing.Observed;
import io.nodepulse.query.testing.Scrape;
import io.nodepulse.query.testing.TestReadModel;
import io.nodepulse.query.testing.UsageCheck;
import io.nodepulse.query.usage.ProcessUsage;
import io.nodepulse.query.usage.UsageMetric;
import io.nodepulse.query.window.Kept;
import io.nodepulse.query.window.TimeRange;

import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** {@code history} against the samples of each step, for generated histories. */
class HistoryBruteForceTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:05:30.123Z");

    private static final int SEEDS = LongRun.of(30, 300);

    private static final int SEEDS_OF_MONTHS = SEEDS / 15;

    private static TestReadModel readModel;
    private static DSLContext sql;

    @BeforeAll
    static void createSchema() throws SQLException {
        readModel = TestReadModel.create();
        sql = DSL.using(readModel.url());
    }

    @AfterAll
    static void close() throws SQLException {
        readModel.close();
    }

    @Test
    void agreesForEverySeedRangeAndNumberOfPoints() throws SQLException {
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            List<Scrape> scrapes =
                    Histories.random(seed, 3, 2 + random.nextInt(400), NOW.toEpochMilli());
            UUID id = readModel.register("server-" + seed, NOW);
            readModel.project(id, scrapes);
            KnownServer server = new KnownServers(sql).find(id, VisibleServers.ALL).orElseThrow();
            List<Observed> ofGroup = ofGroup(scrapes);
            for (TimeRange range : ranges(random)) {
                int points = 10 + random.nextInt(300);
                HistoryQuestion question =
                        new HistoryQuestion(
                                GroupedBy.PROCESS, "group-1", range, points, metric(random));
                HistoryAnswer answer = check(sql, server, question, ofGroup, scrapes);
                assertThat(answer.coarser()).isNull();
            }
        }
    }

    /** Steps are as long as the buckets that are left, and as exact. */
    @Test
    void agreesWhereFineBucketsAreGone() throws SQLException {
        for (long seed = 0; seed < SEEDS_OF_MONTHS; seed++) {
            Random random = new Random(seed);
            Kept kept = Histories.kept(random, NOW);
            try (TestReadModel months = TestReadModel.create()) {
                List<Scrape> scrapes = Histories.ofDays(seed, 3, 400, NOW.toEpochMilli());
                UUID id = months.register("months-" + seed, NOW);
                months.project(id, scrapes);
                months.keep(kept);
                DSLContext db = DSL.using(months.url());
                KnownServer server =
                        new KnownServers(db).find(id, VisibleServers.ALL).orElseThrow();
                List<Observed> ofGroup = ofGroup(scrapes);
                for (TimeRange range : rangesOfMonths(random)) {
                    int points = 10 + random.nextInt(300);
                    HistoryQuestion question =
                            new HistoryQuestion(
                                    GroupedBy.PROCESS, "group-1", range, points, metric(random));
                    HistoryAnswer answer = check(db, server, question, ofGroup, scrapes);
                    if (answer.from().toEpochMilli() < kept.tensMillis()) {
                        assertThat(answer.stepSeconds()).isGreaterThanOrEqualTo(3_600);
                    }
                }
            }
        }
    }

    private static UsageMetric metric(Random random) {
        List<UsageMetric> all =
                List.of(UsageMetric.CPU, UsageMetric.READ, UsageMetric.THREADS, UsageMetric.FDS);
        return all.get(random.nextInt(4));
    }

    private static List<TimeRange> rangesOfMonths(Random random) {
        List<TimeRange> ranges = new ArrayList<>();
        for (int hours : new int[] {1, 168, 720, 8_784}) {
            ranges.add(new TimeRange.LastHours(hours));
        }
        for (int i = 0; i < 20; i++) {
            // Nothing is kept for longer than 350 days: those begin before that have no points.
            Instant from = NOW.minusMillis(1 + random.nextLong(60 * 86_400_000L));
            ranges.add(
                    new TimeRange.Between(
                            from, from.plusMillis(1 + random.nextLong(70 * 86_400_000L))));
        }
        return ranges;
    }

    private static List<Observed> ofGroup(List<Scrape> scrapes) {
        return Observed.in(scrapes).stream()
                .filter(sample -> sample.sample().name().equals("group-1"))
                .toList();
    }

    private static List<TimeRange> ranges(Random random) {
        List<TimeRange> ranges = new ArrayList<>();
        for (int hours : new int[] {1, 6, 24, 168}) {
            ranges.add(new TimeRange.LastHours(hours));
        }
        for (int i = 0; i < 4; i++) {
            Instant from = NOW.minusMillis(1 + random.nextLong(3 * 86_400_000L));
            ranges.add(
                    new TimeRange.Between(
                            from, from.plusMillis(1 + random.nextLong(4 * 86_400_000L))));
        }
        return ranges;
    }

    private static HistoryAnswer check(
            DSLContext db,
            KnownServer server,
            HistoryQuestion question,
            List<Observed> all,
            List<Scrape> scrapes) {
        HistoryAnswer answer =
                ProcessHistory.read(
                                server,
                                question,
                                NOW,
                                new WindowReader(db),
                                new ProcessDictionary(db))
                        .answer();
        assertThat(answer.points()).hasSizeBetween(1, question.points());
        long from = answer.from().toEpochMilli();
        long to = answer.to().toEpochMilli();
        checkWhole(question.metric(), answer, all, scrapes);
        long stepMillis = answer.stepSeconds() * 1_000L;
        long first = answer.points().getFirst().at().toEpochMilli();
        assertThat(first).isBetween(from - stepMillis + 1, from);
        for (int i = 0; i < answer.points().size(); i++) {
            HistoryPoint point = answer.points().get(i);
            long start = first + i * stepMillis;
            assertThat(point.at().toEpochMilli()).isEqualTo(start);
            long after = Math.max(start, from);
            long until = Math.min(start + stepMillis, to);
            checkPoint(
                    question.metric(),
                    point,
                    all.stream()
                            .filter(s -> after < s.atMillis() && s.atMillis() <= until)
                            .toList());
        }
        return answer;
    }

    /** What is said of the whole range does not depend on the length of its steps. */
    private static void checkWhole(
            UsageMetric metric, HistoryAnswer answer, List<Observed> all, List<Scrape> scrapes) {
        long from = answer.from().toEpochMilli();
        long to = answer.to().toEpochMilli();
        List<Observed> samples =
                all.stream().filter(s -> from < s.atMillis() && s.atMillis() <= to).toList();
        long last =
                scrapes.stream()
                        .mapToLong(Scrape::atMillis)
                        .filter(at -> from < at && at <= to)
                        .max()
                        .orElse(0);
        assertThat(answer.lastScrapeAt()).isEqualTo(last == 0 ? null : Instant.ofEpochMilli(last));
        ProcessUsage process = answer.process();
        if (samples.isEmpty()) {
            assertThat(process).isNull();
            return;
        }
        Observed latest = samples.getLast();
        assertThat(process).isNotNull();
        UsageCheck.checkCpu(process, samples, answer.coveredSeconds());
        FigureCheck.check(metric, process.figure(), samples, answer.coveredSeconds());
        assertThat(process.running()).isEqualTo(latest.atMillis() == last);
        assertThat(process.numProcs()).isEqualTo(latest.sample().numProcs());
        assertThat(process.memoryMb())
                .isCloseTo(latest.sample().residentBytes() / (double) (1 << 20), within(0.0501));
    }

    private static void checkPoint(UsageMetric metric, HistoryPoint point, List<Observed> samples) {
        FigureCheck.checkWhileKnown(metric, point.figure(), samples);
        List<Observed> intervals = samples.stream().filter(Observed::hasInterval).toList();
        assertThat(point.resets()).isEqualTo(intervals.stream().filter(Observed::reset).count());
        if (samples.isEmpty()) {
            assertThat(point.numProcs()).isNull();
        } else {
            assertThat(point.numProcs()).isEqualTo(samples.getLast().sample().numProcs());
        }
        DoubleSummaryStatistics memory =
                samples.stream()
                        .mapToDouble(s -> s.sample().residentBytes() / (double) (1 << 20))
                        .summaryStatistics();
        assertSpread(point.memoryMb(), memory, memory.getAverage(), 0.0501);
        double covered = intervals.stream().mapToLong(Observed::coveredMillis).sum();
        assertThat(point.coveredSeconds()).isCloseTo(covered / 1e3, within(1e-6));
        double micros = intervals.stream().mapToLong(Observed::cpuMicros).sum();
        if (intervals.isEmpty()) {
            assertThat(point.cpuSeconds()).isNull();
        } else {
            assertThat(point.cpuSeconds()).isCloseTo(micros / 1e6, within(0.00051));
        }
        DoubleSummaryStatistics cpu =
                intervals.stream().mapToDouble(Observed::cpuPercent).summaryStatistics();
        assertSpread(point.cpuPercent(), cpu, micros / 10 / covered, 0.0056);
    }

    private static void assertSpread(
            @Nullable Spread actual,
            DoubleSummaryStatistics expected,
            double average,
            double rounding) {
        if (expected.getCount() == 0) {
            assertThat(actual).isNull();
        } else {
            assertThat(actual).isNotNull();
            assertThat(actual.min()).isCloseTo(expected.getMin(), within(rounding));
            assertThat(actual.avg()).isCloseTo(average, within(rounding));
            assertThat(actual.max()).isCloseTo(expected.getMax(), within(rounding));
        }
    }
}
