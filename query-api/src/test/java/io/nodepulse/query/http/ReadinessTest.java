package io.nodepulse.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.embedded.EmbeddedValkey;
import io.nodepulse.embedded.PostgresOptions;
import io.nodepulse.embedded.PostgresServer;
import io.nodepulse.query.QueryApiApplication;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

class ReadinessTest {

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void readyMeansThatPostgresAnswers(@TempDir Path dir) throws Exception {
        try (PostgresServer postgres = PostgresServer.start(PostgresOptions.in(dir));
                ConfigurableApplicationContext application =
                        QueryApiApplication.application()
                                .run(
                                        "--server.port=0",
                                        "--spring.flyway.enabled=false",
                                        "--spring.main.banner-mode=off",
                                        "--nodepulse.valkey.uri=" + EmbeddedValkey.shared().uri(),
                                        "--nodepulse.admin.token=secret-of-the-test",
                                        "--spring.datasource.url=" + postgres.jdbcUrl())) {
            assertThat(status(application, "/readyz")).isEqualTo(200);
            postgres.killHard();
            assertThat(status(application, "/readyz")).isEqualTo(503);
            assertThat(status(application, "/livez")).isEqualTo(200);
        }
    }

    private int status(ConfigurableApplicationContext application, String path) throws Exception {
        String port = application.getEnvironment().getRequiredProperty("local.server.port");
        return http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
