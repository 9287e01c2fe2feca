package io.nodepulse.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.commands.RunningCommands.Agent;
import io.nodepulse.embedded.ValkeyOptions;
import io.nodepulse.embedded.ValkeyServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** What the program says of itself to those who run it. */
class OperationsTest {

    @Test
    void everyStageIsOnTheMetricsPage() {
        try (RunningCommands app = RunningCommands.start()) {
            Agent agent = app.register("metrics");
            app.push(
                    agent,
                    "{\"node_exporter\": [{\"timestamp\": \"%s\", \"load_1min\": 1}]}"
                            .formatted(Instant.now()));

            String page = app.get("/metrics").body();

            assertThat(page)
                    .contains(
                            "nodepulse_ingest_pushes_total 1.0",
                            "nodepulse_ingest_samples_total{outcome=\"accepted\"} 1.0",
                            "nodepulse_ingest_samples_total{outcome=\"duplicate\"} 0.0",
                            "nodepulse_ingest_bytes_total{stage=\"received\"}",
                            "nodepulse_ingest_rejected_total{reason=\"too_old\"} 0.0",
                            "nodepulse_commands_refused_total{reason=\"rate_limited\"} 0.0",
                            "nodepulse_ingest_append_seconds_count 1");
        }
    }

    @Test
    void readyMeansThatValkeyAnswers(@TempDir Path directory) {
        ValkeyServer valkey = ValkeyServer.start(ValkeyOptions.in(directory));
        try (RunningCommands app =
                RunningCommands.start(Map.of("nodepulse.valkey.uri", valkey.uri()))) {
            assertThat(app.get("/readyz").statusCode()).isEqualTo(200);

            valkey.killHard();

            assertThat(app.get("/readyz").statusCode()).isEqualTo(503);
            assertThat(app.get("/livez").statusCode()).isEqualTo(200);
            assertThat(app.get("/healthz").body()).doesNotContain("Exception");
        }
    }
}
