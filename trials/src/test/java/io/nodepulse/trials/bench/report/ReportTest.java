package io.nodepulse.trials.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.trials.bench.report.Measurement.Goal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class ReportTest {

    private final StringWriter out = new StringWriter();
    private final Report report = new Report(new PrintWriter(out));

    @Test
    void saysWhichGoalsAreReached() {
        report.begin("query");
        report.figure("faster", 1_500, "times", Goal.atLeast(1_000));
        report.figure("slower", 1.6, "ratio", Goal.atMost(1.5));
        report.print();
        assertThat(out.toString())
                .containsPattern("query +faster +1,500 +times +>= 1,000: reached")
                .containsPattern("query +slower +1\\.600 +ratio +<= 1\\.500: MISSED");
    }

    @Test
    void writesFiguresWithTheirSettings(@TempDir Path folder) throws IOException {
        report.begin("size");
        report.figure("raw", 21, "bytes", Goal.atMost(25));
        Path file = folder.resolve("bench.json");
        report.write(file, Map.of("seed", 1));
        JsonNode json = new JsonMapper().readTree(Files.readAllBytes(file));
        assertThat(json.path("settings").path("seed").asInt()).isEqualTo(1);
        assertThat(json.path("machine").path("cores").asInt()).isPositive();
        JsonNode figure = json.path("figures").path(0);
        assertThat(figure.path("value").asDouble()).isEqualTo(21);
        assertThat(figure.path("goal").path("bound").asString()).isEqualTo("AT_MOST");
        assertThat(figure.path("reached").asBoolean(false)).isTrue();
    }
}
