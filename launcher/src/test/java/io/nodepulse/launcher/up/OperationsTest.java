package io.nodepulse.launcher.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodepulse.embedded.PostgresOptions;
import io.nodepulse.embedded.PostgresServer;
import io.nodepulse.embedded.ValkeyOptions;
import io.nodepulse.embedded.ValkeyServer;
import io.nodepulse.server.Services;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/** What the all-in-one program says of itself to those who run it. */
class OperationsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @TempDir Path dir;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void readyMeansThatPostgresAndValkeyAnswer() throws Exception {
        PostgresOptions options = PostgresOptions.in(dir.resolve("postgres"));
        PostgresServer postgres = PostgresServer.start(options);
        try (ValkeyServer valkey = ValkeyServer.start(ValkeyOptions.in(dir.resolve("valkey")));
                Services services = start(postgres, valkey)) {
            assertThat(get(services, "readyz").statusCode()).isEqualTo(200);
            assertThat(get(services, "healthz").statusCode()).isEqualTo(200);

            postgres.killHard();
            assertThat(get(services, "readyz").statusCode()).isEqualTo(503);
            assertThat(get(services, "livez").statusCode()).isEqualTo(200);

            postgres = PostgresServer.start(options.withPort(postgres.port()));
            await().atMost(TIMEOUT).until(() -> get(services, "readyz").statusCode() == 200);

            valkey.killHard();
            assertThat(get(services, "readyz").statusCode()).isEqualTo(503);
            assertThat(get(services, "healthz").body()).doesNotContain("Exception");
        } finally {
            postgres.close();
        }
    }

    @Test
    void theLagOfEachShardAndTheTimeOfQueriesAreOnTheMetricsPage() throws Exception {
        try (PostgresServer postgres = PostgresServer.start(PostgresOptions.in(dir.resolve("pg")));
                ValkeyServer valkey = ValkeyServer.start(ValkeyOptions.in(dir.resolve("valkey")));
                Services services = start(postgres, valkey)) {
            assertThat(get(services, "api/servers").statusCode()).isEqualTo(200);
            await().atMost(TIMEOUT)
                    .untilAsserted(
                            () -> {
                                String page = get(services, "metrics").body();
                                for (String projection : new String[] {"processes", "hosts"}) {
                                    for (int shard = 0; shard < 4; shard++) {
                                        String labels =
                                                "{projection=\"%s\",shard=\"%d\"} 0.0"
                                                        .formatted(projection, shard);
                                        assertThat(page)
                                                .contains(
                                                        "nodepulse_projection_lag_events" + labels,
                                                        "nodepulse_projection_lag_seconds"
                                                                + labels);
                                    }
                                }
                                assertThat(page)
                                        .containsPattern(
                                                "nodepulse_query_read_seconds_count [1-9]");
                            });
        }
    }

    private Services start(PostgresServer postgres, ValkeyServer valkey) {
        return Services.start(
                new Services.Settings(
                        valkey.uri(),
                        postgres.jdbcUrl(),
                        "secret-of-the-test",
                        0,
                        dir.resolve("audit"),
                        dir.resolve("log")));
    }

    private HttpResponse<String> get(Services services, String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(services.address() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
