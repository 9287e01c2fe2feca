package io.nodepulse.launcher.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nodepulse.launcher.api.ProgressBar;
import io.nodepulse.query.answer.Answers;
import io.nodepulse.query.feed.Positions;
import io.nodepulse.query.readmodel.KnownServer;
import io.nodepulse.query.readmodel.KnownServers;
import io.nodepulse.query.readmodel.ProcessNames;
import io.nodepulse.query.readmodel.WindowReader;
import io.nodepulse.query.top.Metric;
import io.nodepulse.query.top.TopQuestion;
import io.nodepulse.query.top.TopReader;
import io.nodepulse.query.window.Tier;
import io.nodepulse.query.window.TimeRange;

import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.springframework.jdbc.core.JdbcTemplate;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;

/**
 * The time of "top 10 by CPU" over 1, 6, 24 and 168 hours against the seed's SQL on the seed's
 * table, with the same rows in the same PostgreSQL: one server with a week of 150 process groups
 * every 15 s beside four servers with a day each. No answer comes from memory. Takes about 3 GB of
 * disk.
 */
final class QueryBenchmark {

    private static final int[] HOURS = {1, 6, 24, 168};
    private static final Duration INTERVAL = Duration.ofSeconds(15);
    private static final int SCRAPES_PER_DAY = 5_760;
    private static final int DAYS = 7;
    private static final int NEIGHBOURS = 4;
    private static final int WARM_UP = 2_000;
    private static final int CALLS = 2_000;

    static {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
    }

    private final long seed;
    private final PrintWriter out;
    private final JsonMapper json = new JsonMapper();

    QueryBenchmark(long seed, PrintWriter out) {
        this.seed = seed;
        this.out = out;
    }

    List<QueryTimes> run(String jdbcUrl) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        try (BenchReadModel model = new BenchReadModel(jdbcUrl)) {
            GeneratedServer watched = fill(model, now);
            SeedTable seedTable = new SeedTable(new JdbcTemplate(model.dataSource()));
            say("Copying the same samples into the seed's table");
            seedTable.copyFromReadModel();
            say(
                    "%,d samples: %,d MB in the seed's table, %,d MB in the read model",
                    seedTable.samples(),
                    seedTable.bytes("seed") >> 20,
                    seedTable.bytes("admiral") >> 20);
            return measure(model, seedTable, watched, now);
        }
    }

    private GeneratedServer fill(BenchReadModel model, Instant now) {
        GeneratedServer watched = new GeneratedServer(seed);
        say("Projecting a week of one server, then a day of four more");
        model.project(watched, DAYS * SCRAPES_PER_DAY, INTERVAL, now, new ProgressBar(out));
        for (int i = 1; i <= NEIGHBOURS; i++) {
            model.project(
                    new GeneratedServer(seed + i),
                    SCRAPES_PER_DAY,
                    INTERVAL,
                    now,
                    new ProgressBar(out));
        }
        return watched;
    }

    private List<QueryTimes> measure(
            BenchReadModel model, SeedTable seedTable, GeneratedServer watched, Instant now) {
        DSLContext sql = DSL.using(model.dataSource(), SQLDialect.POSTGRES);
        KnownServer server = new KnownServers(sql).get("id", watched.id().toString());
        WindowReader rows = new WindowReader(sql);
        TopReader top =
                new TopReader(
                        rows,
                        new ProcessNames(sql),
                        new Answers(new Positions(), json, new SimpleMeterRegistry()));
        Latencies[] answers = times(hours -> top.answer(server, byCpu(hours), now));
        Latencies[] statements =
                times(hours -> rows.read(server, range(hours).round(now, server.grid()), Tier.DAY));
        List<QueryTimes> result = new ArrayList<>();
        for (int i = 0; i < HOURS.length; i++) {
            int hours = HOURS[i];
            say("The seed's SQL over %d h", hours);
            List<String> ranking = seedTable.topByCpu(watched.id(), hours, now);
            Latencies ofSeed = new Latencies(seedCalls(hours));
            ofSeed.fill(() -> seedTable.topByCpu(watched.id(), hours, now));
            double topP50 = answers[i].millis(0.5);
            result.add(
                    new QueryTimes(
                            hours,
                            ofSeed.millis(0.5),
                            topP50,
                            answers[i].millis(0.99),
                            statements[i].millis(0.5),
                            ofSeed.millis(0.5) / topP50,
                            ranking.equals(names(top.answer(server, byCpu(hours), now).json()))));
        }
        return result;
    }

    /** Calls for all windows by turns, so that noise of the machine meets all of them. */
    private static Latencies[] times(IntConsumer call) {
        for (int i = 0; i < WARM_UP; i++) {
            call.accept(HOURS[i % HOURS.length]);
        }
        Latencies[] times = new Latencies[HOURS.length];
        Arrays.setAll(times, place -> new Latencies(CALLS));
        for (int i = 0; i < CALLS; i++) {
            for (int place = 0; place < HOURS.length; place++) {
                int hours = HOURS[place];
                times[place].time(() -> call.accept(hours));
            }
        }
        return times;
    }

    private static int seedCalls(int hours) {
        return hours < 24 ? 7 : 3;
    }

    private static TimeRange range(int hours) {
        return new TimeRange.LastHours(hours);
    }

    private static TopQuestion byCpu(int hours) {
        return new TopQuestion(Metric.CPU, 10, range(hours));
    }

    private List<String> names(byte[] answer) {
        List<String> names = new ArrayList<>();
        for (JsonNode process : json.readTree(answer).get("processes")) {
            names.add(process.get("name").asString());
        }
        return names;
    }

    private void say(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
        out.flush();
    }
}
