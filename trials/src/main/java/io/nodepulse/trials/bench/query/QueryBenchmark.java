package io.nodepulse.trials.bench.query;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nodepulse.access.scope.VisibleServers;
import io.nodepulse.launcher.api.ProgressBar;
import io.nodepulse.query.answer.Answers;
import io.nodepulse.query.feed.Positions;
import io.nodepulse.query.readmodel.KnownServer;
import io.nodepulse.query.readmodel.KnownServers;
import io.nodepulse.query.readmodel.ProcessDictionary;
import io.nodepulse.query.readmodel.WindowReader;
import io.nodepulse.query.top.TopQuestion;
import io.nodepulse.query.top.TopReader;
import io.nodepulse.query.usage.UsageMetric;
import io.nodepulse.query.window.BucketTier;
import io.nodepulse.query.window.Kept;
import io.nodepulse.query.window.TimeRange;
import io.nodepulse.query.window.Window;
import io.nodepulse.trials.bench.report.Effort;
import io.nodepulse.trials.bench.report.Latencies;
import io.nodepulse.trials.bench.report.Measurement.Goal;
import io.nodepulse.trials.bench.report.Report;

import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.springframework.jdbc.core.JdbcTemplate;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * The time of "top 10 by CPU" against the seed's SQL on the seed's table, with the same rows in the
 * same PostgreSQL: a server with days of 150 process groups every 15 s, beside others with a day
 * each. No answer comes from memory. Takes about 3 GB of disk for a week.
 */
public final class QueryBenchmark {

    private static final int[] HOURS = {1, 6, 24, 168};
    private static final int WARM_UP = 4_000;
    private static final int CALLS = 2_000;

    static {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
    }

    private final Effort effort;
    private final long seed;
    private final Report report;
    private final JsonMapper json = new JsonMapper();
    private final int[] hours;

    public QueryBenchmark(Effort effort, long seed, Report report) {
        this.effort = effort;
        this.seed = seed;
        this.report = report;
        this.hours = Arrays.stream(HOURS).filter(each -> each <= 24 * effort.days()).toArray();
    }

    /** Fills the database, which must be empty, and measures. */
    public void run(String jdbcUrl) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        try (BenchReadModel model = new BenchReadModel(jdbcUrl)) {
            UUID watched = fill(model, now).watched();
            SeedTable seedTable = new SeedTable(new JdbcTemplate(model.dataSource()));
            report.say("Copying the same samples into the seed's table");
            seedTable.copyFromReadModel();
            report.figure("samples", seedTable.samples(), "samples");
            report.figure("size of the seed's table", seedTable.bytes("seed") / 1e6, "MB");
            report.figure("size of the read model", seedTable.bytes("admiral") / 1e6, "MB");
            measure(model, seedTable, watched, now);
        }
    }

    private GeneratedHistory fill(BenchReadModel model, Instant now) {
        report.say(
                "Projecting %d days of one server, a day of %d more",
                effort.days(), effort.neighbours());
        GeneratedHistory history =
                new GeneratedHistory(seed, effort.days(), effort.neighbours(), now, false);
        history.project(model, () -> new ProgressBar(report.out()));
        return history;
    }

    private void measure(BenchReadModel model, SeedTable seedTable, UUID watched, Instant now) {
        DSLContext sql = DSL.using(model.dataSource(), SQLDialect.POSTGRES);
        KnownServer server = new KnownServers(sql).find(watched, VisibleServers.ALL).orElseThrow();
        WindowReader rows = new WindowReader(sql);
        TopReader top =
                new TopReader(
                        rows,
                        new ProcessDictionary(sql),
                        new Answers(new Positions(), json, new SimpleMeterRegistry()));
        report.say("Asking for top, %,d times for each window", CALLS);
        Latencies[] answers = times(window -> top.answer(server, byCpu(window), now));
        Latencies[] statements =
                times(
                        window ->
                                rows.read(
                                        server, rounded(window, server, now), BucketTier.COARSEST));
        for (int i = 0; i < hours.length; i++) {
            int window = hours[i];
            List<String> ranking = seedTable.topByCpu(watched, window, now);
            Latencies ofSeed = ofSeed(seedTable, watched, window, now);
            tell(window, ofSeed, answers[i], statements[i]);
            List<String> ours = names(top.answer(server, byCpu(window), now).json());
            report.figure(window + " h, same ranking", ranking.equals(ours) ? 1 : 0, "1 is yes");
        }
        report.figure(
                "%d h to 1 h".formatted(hours[hours.length - 1]),
                answers[hours.length - 1].millis(0.5) / answers[0].millis(0.5),
                "ratio",
                Goal.atMost(1.5));
    }

    private Latencies ofSeed(SeedTable seedTable, UUID watched, int window, Instant now) {
        int calls = window < 24 ? 7 : 3;
        report.say("The seed's SQL over %d h, %d times", window, calls);
        Latencies times = new Latencies(calls);
        for (int i = 0; i < calls; i++) {
            times.time(() -> seedTable.topByCpu(watched, window, now));
        }
        return times;
    }

    private void tell(int window, Latencies ofSeed, Latencies answers, Latencies statements) {
        String name = window + " h, ";
        double faster = ofSeed.millis(0.5) / answers.millis(0.5);
        report.figure(name + "the seed's SQL, p50", ofSeed.millis(0.5), "ms");
        report.figure(name + "statement, p50", statements.millis(0.5), "ms");
        report.figure(name + "top, rows to JSON, p50", answers.millis(0.5), "ms");
        report.figure(name + "top, rows to JSON, p99", answers.millis(0.99), "ms");
        switch (window) {
            case 24 -> report.figure(name + "faster", faster, "times", Goal.atLeast(1_000));
            case 168 -> report.figure(name + "faster", faster, "times", Goal.atLeast(10_000));
            default -> report.figure(name + "faster", faster, "times");
        }
    }

    /** Calls for all windows by turns, so that noise of the machine meets all of them. */
    private Latencies[] times(IntConsumer call) {
        for (int i = 0; i < WARM_UP; i++) {
            call.accept(hours[i % hours.length]);
        }
        Latencies[] times = new Latencies[hours.length];
        Arrays.setAll(times, place -> new Latencies(CALLS));
        for (int i = 0; i < CALLS; i++) {
            for (int place = 0; place < hours.length; place++) {
                int window = hours[place];
                times[place].time(() -> call.accept(window));
            }
        }
        return times;
    }

    private static Function<Kept, Window> rounded(int window, KnownServer server, Instant now) {
        return kept -> range(window).round(now, server.grid(), kept);
    }

    private static TimeRange range(int window) {
        return new TimeRange.LastHours(window);
    }

    private static TopQuestion byCpu(int window) {
        return new TopQuestion(UsageMetric.CPU, 10, range(window));
    }

    private List<String> names(byte[] answer) {
        List<String> names = new ArrayList<>();
        for (JsonNode process : json.readTree(answer).get("processes")) {
            names.add(process.get("name").asString());
        }
        return names;
    }
}
