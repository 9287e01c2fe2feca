package io.nodepulse.query.top;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nodepulse.access.scope.VisibleServers;
import io.nodepulse.embedded.LongRun;
import io.nodepulse.query.answer.Answers;
import io.nodepulse.query.feed.Positions;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;

/** {@code top} against an addition of all samples in the window, for generated histories. */
class TopBruteForceTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:05:30.123Z");

    private static final int SEEDS = LongRun.of(30, 300);

    private static final int SEEDS_OF_MONTHS = SEEDS / 15;
    private static final long DAY = 86_400_000;
    private static final Answers ANSWERS =
            new Answers(new Positions(), new JsonMapper(), new SimpleMeterRegistry());

    private static TestReadModel readModel;
    private static DSLContext sql;
    private static TopReader reader;

    @BeforeAll
    static void createSchema() throws SQLException {
        readModel = TestReadModel.create();
        sql = DSL.using(readModel.url());
        reader = new TopReader(new WindowReader(sql), new ProcessDictionary(sql), ANSWERS);
    }

    @AfterAll
    static void close() throws SQLException {
        readModel.close();
    }

    @Test
    void agreesForEverySeedRangeAndMetric() throws SQLException {
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            List<Scrape> scrapes =
                    Histories.random(
                            seed,
                            1 + random.nextInt(40),
                            2 + random.nextInt(400),
                            NOW.toEpochMilli());
            UUID id = readModel.register("server-" + seed, NOW);
            readModel.project(id, scrapes);
            KnownServer server = new KnownServers(sql).find(id, VisibleServers.ALL).orElseThrow();
            List<Observed> observed = Observed.in(scrapes);
            for (TimeRange range : ranges(random)) {
                for (UsageMetric metric : metrics(random)) {
                    check(server, new TopQuestion(metric, 100, range), scrapes, observed);
                }
            }
        }
    }

    /** Where fine buckets are gone, answers are of edges that are further apart, and as exact. */
    @Test
    void agreesWhereFineBucketsAreGone() throws SQLException {
        for (long seed = 0; seed < SEEDS_OF_MONTHS; seed++) {
            Random random = new Random(seed);
            Kept kept = Histories.kept(random, NOW);
            try (TestReadModel months = TestReadModel.create()) {
                List<Scrape> scrapes =
                        Histories.ofDays(seed, 1 + random.nextInt(9), 400, NOW.toEpochMilli());
                UUID id = months.register("months-" + seed, NOW);
                months.project(id, scrapes);
                months.keep(kept);
                DSLContext db = DSL.using(months.url());
                TopReader top =
                        new TopReader(new WindowReader(db), new ProcessDictionary(db), ANSWERS);
                KnownServer server =
                        new KnownServers(db).find(id, VisibleServers.ALL).orElseThrow();
                List<Observed> observed = Observed.in(scrapes);
                for (TimeRange range : rangesOfMonths(random, kept)) {
                    for (UsageMetric metric : metrics(random)) {
                        TopQuestion question = new TopQuestion(metric, 100, range);
                        TopAnswer answer = top.read(server, question, NOW).answer(question);
                        checkCoarser(range, kept, answer);
                        check(question, answer, scrapes, observed);
                    }
                }
            }
        }
    }

    /** Those that every process has, and one of the optional ones. */
    private static List<UsageMetric> metrics(Random random) {
        List<UsageMetric> optional =
                List.of(UsageMetric.READ, UsageMetric.WRITE, UsageMetric.THREADS, UsageMetric.FDS);
        return List.of(UsageMetric.CPU, UsageMetric.MEMORY, optional.get(random.nextInt(4)));
    }

    private static List<TimeRange> rangesOfMonths(Random random, Kept kept) {
        List<TimeRange> ranges = new ArrayList<>();
        for (int hours : new int[] {1, 24, 168, 720, 8_784}) {
            ranges.add(new TimeRange.LastHours(hours));
        }
        long[] edges = {
            kept.minutesMillis(), kept.tensMillis(), kept.hoursMillis(), kept.daysMillis()
        };
        for (int i = 0; i < 40; i++) {
            long from =
                    i % 2 == 0
                            ? NOW.toEpochMilli() - random.nextLong(450 * DAY)
                            : edges[random.nextInt(4)] + random.nextLong(2 * DAY) - DAY;
            long length = (long) Math.exp(random.nextDouble() * Math.log(400.0 * DAY));
            ranges.add(
                    new TimeRange.Between(
                            Instant.ofEpochMilli(from), Instant.ofEpochMilli(from + 1 + length)));
        }
        return ranges;
    }

    /** Edges move outwards, by less than a step, or in to where anything is kept. */
    private static void checkCoarser(TimeRange range, Kept kept, TopAnswer answer) {
        Instant from =
                switch (range) {
                    case TimeRange.LastHours(int hours) -> NOW.minus(Duration.ofHours(hours));
                    case TimeRange.Between(Instant start, Instant end) -> start;
                };
        Instant keptSince = answer.keptSince();
        assertThat(keptSince).isNotNull();
        assertThat(Duration.between(Instant.ofEpochMilli(kept.daysMillis()), keptSince))
                .isBetween(Duration.ZERO, Duration.ofDays(1));
        if (answer.coarser() == null) {
            if (from.isAfter(keptSince) && from.isBefore(NOW)) {
                checkRounding(range, answer);
            }
            return;
        }
        long step = answer.coarser().stepSeconds();
        assertThat(step).isIn(600L, 3_600L, 21_600L, 86_400L, 259_200L, 1_036_800L, 4_147_200L);
        assertThat(answer.coarser().finerSince().toEpochMilli())
                .isIn(kept.minutesMillis(), kept.tensMillis(), kept.hoursMillis());
        if (answer.from().isAfter(from)) {
            assertThat(answer.from()).isEqualTo(keptSince);
        } else {
            assertThat(Duration.between(answer.from(), from).toSeconds()).isLessThan(step);
        }
    }

    private static List<TimeRange> ranges(Random random) {
        List<TimeRange> ranges = new ArrayList<>();
        for (int hours : new int[] {1, 6, 24, 168, 8_784}) {
            ranges.add(new TimeRange.LastHours(hours));
        }
        for (int i = 0; i < 6; i++) {
            Instant from = NOW.minusMillis(upToAWeek(random));
            ranges.add(new TimeRange.Between(from, from.plusMillis(upToAWeek(random))));
        }
        return ranges;
    }

    /** All orders of magnitude alike. */
    private static long upToAWeek(Random random) {
        return (long) Math.exp(random.nextDouble() * Math.log(7 * 86_400_000.0));
    }

    private static void check(
            KnownServer server, TopQuestion question, List<Scrape> scrapes, List<Observed> all) {
        TopAnswer answer = reader.read(server, question, NOW).answer(question);
        assertThat(answer.coarser()).isNull();
        assertThat(answer.keptSince()).isNull();
        checkRounding(question.range(), answer);
        check(question, answer, scrapes, all);
    }

    private static void check(
            TopQuestion question, TopAnswer answer, List<Scrape> scrapes, List<Observed> all) {
        long from = answer.from().toEpochMilli();
        long to = answer.to().toEpochMilli();
        Map<String, List<Observed>> byName =
                all.stream()
                        .filter(sample -> from < sample.atMillis() && sample.atMillis() <= to)
                        .collect(Collectors.groupingBy(sample -> sample.sample().name()));
        assertThat(answer.processes()).hasSize(byName.size());
        long last =
                byName.values().stream()
                        .mapToLong(samples -> samples.getLast().atMillis())
                        .max()
                        .orElse(0);
        double covered = coveredSeconds(scrapes, from, to);
        for (ProcessUsage process : answer.processes()) {
            List<Observed> samples = byName.getOrDefault(process.name(), List.of());
            checkProcess(process, samples, last);
            UsageCheck.checkCpu(process, samples, covered);
            FigureCheck.check(question.metric(), process.figure(), samples, covered);
        }
        checkOrder(question.metric(), answer.processes(), byName);
        assertThat(answer.coveredSeconds()).isCloseTo(covered, within(1e-6));
        assertThat(answer.coverage()).isCloseTo(coverage(covered, to - from), within(0.0001));
        assertThat(answer.lastScrapeAt()).isEqualTo(last == 0 ? null : Instant.ofEpochMilli(last));
        assertThat(answer.asOf()).isEqualTo(Instant.ofEpochMilli(scrapes.getLast().atMillis()));
    }

    private static void checkRounding(TimeRange range, TopAnswer answer) {
        Instant from;
        Instant to = NOW;
        switch (range) {
            case TimeRange.LastHours(int hours) -> from = NOW.minus(Duration.ofHours(hours));
            case TimeRange.Between(Instant start, Instant end) -> {
                from = start;
                to = end.isBefore(NOW) ? end : NOW;
            }
        }
        Duration tolerance = Duration.between(from, to).dividedBy(100);
        if (tolerance.compareTo(Duration.ofMinutes(1)) < 0) {
            tolerance = Duration.ofMinutes(1);
        }
        assertThat(Duration.between(answer.from(), from).abs()).isLessThanOrEqualTo(tolerance);
        assertThat(Duration.between(answer.to(), to).abs()).isLessThanOrEqualTo(tolerance);
    }

    private static void checkProcess(ProcessUsage process, List<Observed> samples, long last) {
        Observed latest = samples.getLast();
        assertThat(process.numProcs()).isEqualTo(latest.sample().numProcs());
        assertThat(process.lastSeen().toEpochMilli()).isEqualTo(latest.atMillis());
        assertThat(process.running()).isEqualTo(latest.atMillis() == last);
        assertMebibytes(process.memoryMb(), latest.sample().residentBytes());
        assertMebibytes(process.avgMemoryMb(), averageResident(samples));
        assertMebibytes(
                process.peakMemoryMb(),
                samples.stream().mapToLong(s -> s.sample().residentBytes()).max().orElseThrow());
    }

    private static void checkOrder(
            UsageMetric metric, List<ProcessUsage> processes, Map<String, List<Observed>> byName) {
        Comparator<ProcessUsage> order =
                Comparator.comparingDouble(
                        process -> {
                            List<Observed> samples = byName.getOrDefault(process.name(), List.of());
                            return switch (metric) {
                                case CPU -> -UsageCheck.cpuSeconds(samples);
                                case MEMORY -> -averageResident(samples);
                                default -> -FigureCheck.weight(metric, process.figure());
                            };
                        });
        assertThat(processes).isSortedAccordingTo(order.thenComparing(ProcessUsage::name));
    }

    private static double averageResident(List<Observed> samples) {
        return samples.stream().mapToLong(s -> s.sample().residentBytes()).average().orElseThrow();
    }

    private static double coveredSeconds(List<Scrape> scrapes, long from, long to) {
        long covered = 0;
        for (int i = 1; i < scrapes.size(); i++) {
            long at = scrapes.get(i).atMillis();
            long interval = at - scrapes.get(i - 1).atMillis();
            if (from < at && at <= to && interval <= Observed.LONGEST_INTERVAL_MILLIS) {
                covered += interval;
            }
        }
        return covered / 1e3;
    }

    private static double coverage(double coveredSeconds, long millis) {
        return millis <= 0 ? 0 : Math.min(1, coveredSeconds * 1e3 / millis);
    }

    private static void assertMebibytes(double actual, double expectedBytes) {
        assertThat(actual).isCloseTo(expectedBytes / (1 << 20), within(0.0501));
    }
}
