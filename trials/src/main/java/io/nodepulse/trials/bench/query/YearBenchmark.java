package io.nodepulse.trials.bench.query;

import io.nodepulse.access.scope.VisibleServers;
import io.nodepulse.launcher.api.ProgressBar;
import io.nodepulse.launcher.up.Running;
import io.nodepulse.query.readmodel.KnownServer;
import io.nodepulse.query.readmodel.KnownServers;
import io.nodepulse.query.readmodel.WindowReader;
import io.nodepulse.query.window.BucketTier;
import io.nodepulse.query.window.TimeRange;
import io.nodepulse.trials.bench.load.PlainConnection;
import io.nodepulse.trials.bench.pipeline.BenchSystem;
import io.nodepulse.trials.bench.report.Effort;
import io.nodepulse.trials.bench.report.Latencies;
import io.nodepulse.trials.bench.report.Measurement.Goal;
import io.nodepulse.trials.bench.report.Report;

import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.springframework.jdbc.core.JdbcTemplate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * "Top 10 by CPU" over an hour up to a year, and what a year of a server takes, with the retention
 * that is the default. The server has 150 process groups throughout, 10 services that are released
 * anew each week, and short-lived ones. It is scraped every 4 minutes at first, every 15 s in the
 * last days: the longer a bucket, the less its size depends on that. Each question over HTTP has an
 * end of its own, so nothing comes from memory.
 */
public final class YearBenchmark {

    private static final int[] HOURS = {1, 24, 168, 720, 8_784};
    private static final int WARM_UP = 4_000;
    private static final int CALLS = 1_000;
    private static final int OK = 200;

    /** The longest interval that counts is 5 minutes. */
    private static final Duration SELDOM = Duration.ofMinutes(4);

    private static final Duration USUAL = Duration.ofSeconds(15);

    /** What minutes are made of must be as usual: they are kept for up to 9 days. */
    private static final int USUAL_DAYS = 9;

    private final Path folder;
    private final Effort effort;
    private final long seed;
    private final Report report;
    private final Running running;
    private final int[] hours;
    private long asked;

    /**
     * @param folder the caller's to delete
     * @param running ends what is started
     */
    public YearBenchmark(Path folder, Effort effort, long seed, Report report, Running running) {
        this.folder = folder;
        this.effort = effort;
        this.seed = seed;
        this.report = report;
        this.running = running;
        this.hours = Arrays.stream(HOURS).filter(each -> each <= 24 * effort.yearDays()).toArray();
    }

    /** Fills and measures. */
    public void run() throws IOException {
        BenchSystem system = BenchSystem.askedAtWill(folder, running);
        GeneratedServer server = GeneratedServer.ofAYear(seed);
        Instant end = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        try (BenchReadModel model = BenchReadModel.keepingTheDefault(system.jdbcUrl())) {
            fill(model, server, end);
            model.settle();
            new YearSizes(new JdbcTemplate(model.dataSource()), report).tell();
            tell("statement", statements(model, server, end));
        }
        try (PlainConnection connection = new PlainConnection(system.address())) {
            tell("HTTP", times(window -> ask(connection, server, window, end)));
        }
    }

    private void fill(BenchReadModel model, GeneratedServer server, Instant end) {
        report.say("Projecting %d days of a server", effort.yearDays());
        int usualDays = Math.min(USUAL_DAYS, effort.days());
        Instant change = end.minus(Duration.ofDays(usualDays));
        Duration before = Duration.ofDays(effort.yearDays() - usualDays);
        int seldom = (int) before.dividedBy(SELDOM);
        int usual = (int) Duration.ofDays(usualDays).dividedBy(USUAL);
        model.project(server, seldom, SELDOM, change, new ProgressBar(report.out()));
        model.project(server, usual, USUAL, end, new ProgressBar(report.out()));
    }

    private Latencies[] statements(BenchReadModel model, GeneratedServer server, Instant now) {
        DSLContext sql = DSL.using(model.dataSource(), SQLDialect.POSTGRES);
        KnownServer known =
                new KnownServers(sql).find(server.id(), VisibleServers.ALL).orElseThrow();
        WindowReader rows = new WindowReader(sql);
        return times(
                window ->
                        rows.read(
                                known,
                                kept ->
                                        new TimeRange.LastHours(window)
                                                .round(now, known.grid(), kept),
                                BucketTier.COARSEST));
    }

    private void ask(PlainConnection connection, GeneratedServer server, int window, Instant end) {
        Instant to = end.minusMillis(asked++);
        String path =
                "/api/servers/%s/processes/top?limit=10&from=%s&to=%s"
                        .formatted(server.id(), to.minus(Duration.ofHours(window)), to);
        try {
            int status = connection.get(path).status();
            if (status != OK) {
                throw new IOException(path + " was answered " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tell(String what, Latencies[] times) {
        for (int i = 0; i < hours.length; i++) {
            report.figure("%d h, %s, p50".formatted(hours[i], what), times[i].millis(0.5), "ms");
        }
        report.figure(
                "%d h to 1 h, %s".formatted(hours[hours.length - 1], what),
                times[hours.length - 1].millis(0.5) / times[0].millis(0.5),
                "ratio",
                Goal.atMost(2));
    }

    /** By turns, so that noise of the machine meets all of them. */
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
}
