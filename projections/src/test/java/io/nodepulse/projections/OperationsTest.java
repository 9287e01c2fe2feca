package io.nodepulse.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodepulse.embedded.PostgresOptions;
import io.nodepulse.embedded.PostgresServer;
import io.nodepulse.embedded.ValkeyOptions;
import io.nodepulse.embedded.ValkeyServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

/** What the service says of itself to those who run it. */
class OperationsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Test
    void lagIsOnTheMetricsPageAndReadyMeansThatBothEnginesAnswer(@TempDir Path dir)
            throws Exception {
        try (PostgresServer postgres = PostgresServer.start(PostgresOptions.in(dir.resolve("pg")));
                ValkeyServer valkey = ValkeyServer.start(ValkeyOptions.in(dir.resolve("valkey")));
                RunningProjections app =
                        RunningProjections.start(postgres.jdbcUrl(), valkey.uri(), "operations")) {
            for (String projection : new String[] {"processes", "hosts"}) {
                String lag =
                        "nodepulse_projection_lag_events{projection=\"%s\",shard=\"3\"} 0.0"
                                .formatted(projection);
                await().atMost(TIMEOUT)
                        .untilAsserted(
                                () ->
                                        assertThat(app.send("GET", "/metrics").body())
                                                .contains(lag, lag.replace("events", "seconds")));
            }
            assertThat(app.call("GET", "/readyz")).isEqualTo(200);

            valkey.killHard();
            assertThat(app.call("GET", "/readyz")).isEqualTo(503);
            assertThat(app.call("GET", "/livez")).isEqualTo(200);

            postgres.killHard();
            assertThat(app.call("GET", "/readyz")).isEqualTo(503);
            assertThat(app.send("GET", "/healthz").body()).doesNotContain("Exception");
        }
    }
}
