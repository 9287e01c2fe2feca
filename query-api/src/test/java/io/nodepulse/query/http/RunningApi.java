package io.nodepulse.query.http;

import static org.awaitility.Awaitility.await;

import io.nodepulse.embedded.EmbeddedValkey;
import io.nodepulse.embedded.ValkeyUser;
import io.nodepulse.events.service.ValkeyUsers;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.query.QueryApiApplication;
import io.nodepulse.query.feed.Positions;
import io.nodepulse.query.testing.TestReadModel;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** The application on a free port of 127.0.0.1, with a database and a clock of its own. */
final class RunningApi implements AutoCloseable {

    static final String ADMIN_TOKEN = "secret-of-the-test";
    static final Instant NOW = Instant.parse("2026-03-10T12:05:30Z");
    private static final String NAMESPACE = "np";
    private static final AtomicReference<Instant> CLOCK = new AtomicReference<>(NOW);

    /** May do no more than the service needs. */
    private static final ValkeyUser USER =
            ValkeyUser.withNewPassword("query-api-tests", ValkeyUsers.rules("query", NAMESPACE));

    private final TestReadModel readModel;
    private final ConfigurableApplicationContext application;
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();

    /** A clock that stands still until it is set. */
    @Configuration(proxyBeanMethods = false)
    static class StandingClock {
        @Bean
        @Primary
        InstantSource standingClock() {
            return CLOCK::get;
        }
    }

    /** Commands bring the functions and say how many shards there are. */
    private static void prepareStore() {
        EmbeddedValkey.define(USER);
        ValkeyEventStore.open(EventStoreSettings.at(EmbeddedValkey.shared().uri())).close();
    }

    private RunningApi(TestReadModel readModel, String reading, String... more) {
        this.readModel = readModel;
        this.application =
                QueryApiApplication.application(StandingClock.class)
                        .run(
                                Stream.concat(
                                                Stream.of(
                                                        "--server.port=0",
                                                        "--spring.flyway.enabled=false",
                                                        "--spring.main.banner-mode=off",
                                                        "--nodepulse.query.heartbeat=200ms",
                                                        "--nodepulse.valkey.uri="
                                                                + EmbeddedValkey.shared().uri(),
                                                        "--nodepulse.valkey.username="
                                                                + USER.name(),
                                                        "--nodepulse.valkey.password="
                                                                + USER.password(),
                                                        "--nodepulse.admin.token=" + ADMIN_TOKEN,
                                                        "--nodepulse.access.reading=" + reading,
                                                        "--spring.datasource.url="
                                                                + readModel.url()),
                                                Stream.of(more))
                                        .toArray(String[]::new));
    }

    /** Everybody may read. */
    static RunningApi start() throws SQLException {
        return start("open");
    }

    /** Nobody may read who has not signed in, or brings a token; {@value #ADMIN_TOKEN} is one. */
    static RunningApi startClosed(String... more) throws SQLException {
        return start("login", more);
    }

    /** Everybody may read, once a second. */
    static RunningApi startSlow() throws SQLException {
        return start("open", "--nodepulse.access.calls.reads-per-second=1");
    }

    private static RunningApi start(String reading, String... more) throws SQLException {
        CLOCK.set(NOW);
        prepareStore();
        RunningApi api = new RunningApi(TestReadModel.create(), reading, more);
        api.awaitHearing();
        return api;
    }

    /** Until the projections' notifications are heard. */
    void awaitHearing() {
        await().until(application.getBean(Positions.class)::areHeard);
    }

    TestReadModel readModel() {
        return readModel;
    }

    void setTime(Instant now) {
        CLOCK.set(now);
    }

    URI uri(String path) {
        String port = application.getEnvironment().getRequiredProperty("local.server.port");
        return URI.create("http://127.0.0.1:" + port + path);
    }

    HttpResponse<String> get(String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = get(path);
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return json.readTree(response.body());
    }

    @Override
    public void close() throws SQLException {
        application.close();
        readModel.close();
    }
}
