package io.nodepulse.trials.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.launcher.up.Running;
import io.nodepulse.trials.bench.report.Effort;
import io.nodepulse.trials.bench.report.Report;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The parts of {@code nodepulse bench} that share a system, in their order, with as little load as
 * lets each of them end. What the figures are is not looked at, only that there are some.
 */
class PipelineBenchmarksTest {

    private static final Effort LEAST =
            new Effort(
                    1,
                    0,
                    120, // more than the HTTP part calls watched
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(1),
                    Duration.ofMillis(200),
                    1,
                    100_000,
                    2,
                    60);

    @TempDir private Path folder;

    @Test
    void eachPartFindsItsFiguresAfterTheOthers() throws Exception {
        Report report = new Report(new PrintWriter(new StringWriter()));
        try (Running running = new Running(Duration.ofSeconds(20));
                PipelineBenchmarks pipeline =
                        new PipelineBenchmarks(folder, LEAST, 1, report, running)) {
            report.begin("ingest");
            pipeline.ingest();
            report.begin("freshness");
            pipeline.freshness();
            report.begin("http");
            pipeline.http();
            report.begin("rebuild");
            pipeline.rebuild();
            report.begin("size");
            pipeline.size();
        }
        Map<String, Double> figures = figures(report);
        assertThat(figures)
                .containsKeys(
                        "ingest: end to end",
                        "freshness: push to visible, p99",
                        "http: top of 100 servers, to constant",
                        "rebuild: rebuilt",
                        "size: PostgreSQL, raw scrapes");
        assertThat(figures.get("ingest: end to end")).isPositive();
        assertThat(figures.get("freshness: pushes followed")).isPositive();
        assertThat(figures.get("rebuild: events rebuilt")).isGreaterThanOrEqualTo(100_000);
        assertThat(figures.get("size: samples")).isGreaterThanOrEqualTo(2 * 60 * 150);
    }

    private Map<String, Double> figures(Report report) throws Exception {
        Path file = folder.resolve("bench.json");
        report.write(file, Map.of());
        return new JsonMapper()
                .readTree(file)
                .path("figures")
                .valueStream()
                .collect(
                        Collectors.toMap(
                                PipelineBenchmarksTest::name,
                                value -> value.path("value").asDouble()));
    }

    private static String name(JsonNode figure) {
        return figure.path("part").asString() + ": " + figure.path("name").asString();
    }
}
