package io.nodepulse.trials.bench.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nodepulse.access.scope.VisibleServers;
import io.nodepulse.embedded.EmbeddedPostgres;
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
import io.nodepulse.query.window.TimeRange;

import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The ten heaviest of a server on which processes are born and die: ours, and those of the field's
 * {@code topk(10, increase(…))}, which the benchmark of the rivals asks of them.
 */
class SameTenTest {

    private static final Duration INTERVAL = Duration.ofSeconds(15);
    private static final int SCRAPES = 900;
    private static final Instant END = Instant.parse("2026-03-10T12:34:45Z");
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void whatWasEatenIsWhatTheFieldCallsIncrease() {
        Increase increase = new Increase();
        GeneratedServer read = new GeneratedServer(1, true);
        for (int left = SCRAPES - 1; left >= 0; left--) {
            Instant at = END.minus(INTERVAL.multipliedBy(left));
            increase.add(read.samples(at, INTERVAL));
        }
        try (BenchReadModel model = new BenchReadModel(EmbeddedPostgres.newDatabase())) {
            ProgressBar quiet = new ProgressBar(new PrintWriter(Writer.nullWriter()));
            model.project(new GeneratedServer(1, true), SCRAPES, INTERVAL, END, quiet);
            for (int minutesAgo : new int[] {0, 7, 20, 41, 63}) {
                Instant to = END.minus(Duration.ofMinutes(minutesAgo));
                for (Duration length : List.of(Duration.ofHours(1), Duration.ofHours(2))) {
                    List<JsonNode> ours = top(model, read, to.minus(length), to);
                    assertThat(names(ours))
                            .as("%s to %s", length, to)
                            .isEqualTo(increase.topTen(to.minus(length), to))
                            .contains("nightly batch")
                            .doesNotContain("npm ci");
                }
            }
        }
    }

    /** Else the fleet would prove nothing: by the average while they ran, others were first. */
    @Test
    void theShortLivedBurnFasterThanTheTenHeaviest() {
        try (BenchReadModel model = new BenchReadModel(EmbeddedPostgres.newDatabase())) {
            ProgressBar quiet = new ProgressBar(new PrintWriter(Writer.nullWriter()));
            GeneratedServer server = new GeneratedServer(1, true);
            model.project(server, SCRAPES, INTERVAL, END, quiet);
            List<JsonNode> all = new ArrayList<>(all(model, server));
            all.sort(
                    (a, b) ->
                            Double.compare(
                                    b.get("running_cpu_percent").asDouble(),
                                    a.get("running_cpu_percent").asDouble()));
            assertThat(names(all.subList(0, 3))).contains("nightly batch", "npm ci");
        }
    }

    private static List<JsonNode> all(BenchReadModel model, GeneratedServer server) {
        return answer(model, server, END.minus(Duration.ofHours(2)), END, 100);
    }

    private static List<JsonNode> top(
            BenchReadModel model, GeneratedServer server, Instant from, Instant to) {
        return answer(model, server, from, to, 10);
    }

    private static List<JsonNode> answer(
            BenchReadModel model, GeneratedServer server, Instant from, Instant to, int limit) {
        DSLContext sql = DSL.using(model.dataSource(), SQLDialect.POSTGRES);
        KnownServer known =
                new KnownServers(sql).find(server.id(), VisibleServers.ALL).orElseThrow();
        TopReader top =
                new TopReader(
                        new WindowReader(sql),
                        new ProcessDictionary(sql),
                        new Answers(new Positions(), JSON, new SimpleMeterRegistry()));
        TopQuestion question =
                new TopQuestion(UsageMetric.CPU, limit, new TimeRange.Between(from, to));
        return JSON.readTree(top.answer(known, question, END.plusSeconds(1)).json())
                .get("processes")
                .valueStream()
                .toList();
    }

    private static Set<String> names(List<JsonNode> processes) {
        Set<String> names = new HashSet<>();
        processes.forEach(process -> names.add(process.get("name").asString()));
        return names;
    }
}
