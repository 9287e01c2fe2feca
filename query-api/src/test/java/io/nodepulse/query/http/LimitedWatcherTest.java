package io.nodepulse.query.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodepulse.embedded.EmbeddedValkey;
import io.nodepulse.events.EventTypes;
import io.nodepulse.events.ServerTagsChanged;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.ValkeyEventStore;

import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.messaging.core.Metadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What streams tell who is limited to a tag, while servers get and lose it. */
class LimitedWatcherTest {

    private static final String TAG = "of-" + UUID.randomUUID();
    private static final String[] AS_ADMINISTRATOR = {
        "Authorization", "Bearer " + RunningApi.ADMIN_TOKEN
    };

    private final HttpClient http = HttpClient.newHttpClient();
    private RunningApi api;
    private ValkeyEventStore store;
    private UUID one;
    private UUID other;
    private String token;

    @BeforeEach
    void start() throws Exception {
        api = RunningApi.startClosed();
        store = ValkeyEventStore.open(EventStoreSettings.at(EmbeddedValkey.shared().uri()));
        one = api.readModel().register("one", RunningApi.NOW.minusSeconds(60));
        other = api.readModel().register("other", RunningApi.NOW.minusSeconds(60));
        tag(one, TAG);
        tag(other, "else");
        token = limited();
    }

    @AfterEach
    void stop() throws SQLException {
        store.close();
        api.close();
    }

    private String limited() throws Exception {
        String body =
                """
                {"name": "limited", "role": "viewer", "server_tags": ["%s"], "expires_at": "%s"}"""
                        .formatted(TAG, Instant.now().plus(Duration.ofDays(1)));
        HttpResponse<String> issued =
                http.send(
                        HttpRequest.newBuilder(api.uri("/api/tokens"))
                                .headers(AS_ADMINISTRATOR)
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(issued.statusCode()).as(issued.body()).isEqualTo(201);
        return new JsonMapper().readTree(issued.body()).get("token").asString();
    }

    private void tag(UUID server, String... tags) {
        store.engine(store.shardOf(server))
                .appendEvents(
                        AppendCondition.none(),
                        null,
                        EventTypes.messages(
                                List.of(
                                        new ServerTagsChanged(
                                                server, List.of(tags), RunningApi.NOW)),
                                Metadata.emptyInstance()))
                .thenCompose(append -> append.commit(null))
                .join();
    }

    private void scraped(UUID server, int asOfMillis) throws SQLException {
        announce("processes", server, asOfMillis);
    }

    private void announce(String what, UUID server, int asOfMillis) throws SQLException {
        api.readModel()
                .number(
                        """
                        SELECT count(pg_notify('admiral_scraped', ? || ' ' || server_key || '=' || ?))
                        FROM admiral.servers WHERE server_id = ?
                        """,
                        what,
                        asOfMillis,
                        server);
    }

    private static String event(UUID server, int asOfMillis) {
        return "{\"server_id\":\"%s\",\"as_of\":\"1970-01-01T00:00:00.%03dZ\"}"
                .formatted(server, asOfMillis);
    }

    private Watcher watch(String path, String shown) {
        Watcher watcher = new Watcher(api.uri(path), "Authorization", "Bearer " + shown);
        await().until(() -> watcher.heard(":alive"));
        return watcher;
    }

    @Test
    void aStreamTellsOfServersWhileTheyHaveTheTag() throws Exception {
        try (Watcher limited = watch("/api/live", token);
                Watcher ofOne = watch("/api/servers/" + one + "/live", token);
                Watcher all = watch("/api/live", RunningApi.ADMIN_TOKEN)) {
            scraped(other, 1);
            scraped(one, 2);
            await().until(() -> limited.heard(event(one, 2)) && ofOne.heard("00.002Z"));
            await().until(() -> all.heard(event(other, 1)));

            tag(other, TAG);
            tag(one);
            scraped(one, 3);
            scraped(other, 4);
            await().until(() -> limited.heard(event(other, 4)) && all.heard(event(one, 3)));

            announce("servers", one, 5);
            String changed = "{\"server_id\":\"" + one + "\"}";
            await().until(() -> limited.heard(changed) && ofOne.heard(changed));
            announce("servers", one, 6);
            scraped(one, 7);
            scraped(other, 8);
            await().until(() -> limited.heard(event(other, 8)) && all.heard(event(one, 7)));

            assertThat(limited.heard(event(other, 1))).isFalse();
            assertThat(limited.heard(event(one, 3)) || limited.heard(event(one, 7))).isFalse();
            assertThat(ofOne.heard("00.003Z") || ofOne.heard("00.007Z")).isFalse();
            assertThat(limited.lines().stream().filter(line -> line.contains(changed))).hasSize(1);
        }
    }

    @Test
    void aStreamOfAServerThatOneMayNotSeeDoesNotBegin() throws Exception {
        HttpRequest.Builder asked =
                HttpRequest.newBuilder(api.uri("/api/servers/" + other + "/live"))
                        .header("Authorization", "Bearer " + token);
        assertThat(http.send(asked.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(404);
    }
}
