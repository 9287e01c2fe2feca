package io.nodepulse.projections.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodepulse.embedded.EmbeddedValkey;
import io.nodepulse.events.HostMetric;
import io.nodepulse.events.HostSampled;
import io.nodepulse.events.ServerRegistered;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.Shard;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.projections.Appends;
import io.nodepulse.projections.KeptConnection;
import io.nodepulse.projections.RunningProjections;
import io.nodepulse.projections.SteadyAppends;
import io.nodepulse.projections.TestReadModel;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** Servers with a history, and a database that it is projected into. */
final class PartHistory implements AutoCloseable {

    static final Duration TIMEOUT = Duration.ofSeconds(90);
    static final Instant START = Instant.parse("2026-03-10T00:00:00Z");

    private static final JsonMapper JSON = new JsonMapper();

    final List<UUID> servers = Stream.generate(UUID::randomUUID).limit(6).toList();
    final String namespace = "part-" + UUID.randomUUID();
    final String url = TestReadModel.newDatabase();
    private final SingleConnectionDataSource kept = KeptConnection.to(url);
    final JdbcTemplate jdbc = new JdbcTemplate(kept);
    private final ValkeyEventStore store =
            ValkeyEventStore.open(
                    EventStoreSettings.at(EmbeddedValkey.shared().uri()).withNamespace(namespace));
    private final Appends appends = new Appends(store);
    private volatile int rounds;

    PartHistory() {
        servers.forEach(
                id ->
                        appends.append(
                                id,
                                List.of(
                                        new ServerRegistered(
                                                id, "s-" + id, "0".repeat(64), START))));
    }

    /** So many scrapes of each server, a minute apart. */
    void append(int times) {
        for (int i = 0; i < times; i++) {
            appendAt(START.plusSeconds(60L * rounds), rounds);
            rounds++;
        }
    }

    private void appendAt(Instant at, int round) {
        appendAt(at, round, servers);
    }

    /** A scrape of each of those servers. */
    void appendAt(Instant at, int round, List<UUID> some) {
        for (UUID server : some) {
            appends.append(server, Appends.scrape(server, at, 1 + round % 7, 0.3 * round));
            appends.append(
                    server,
                    List.of(
                            new HostSampled(
                                    server, at, Map.of(HostMetric.LOAD_1MIN, 0.5 * round))));
        }
    }

    /** Scrapes of before are removed from the event store, in that server's shard. */
    void trim(UUID server, Instant before) {
        Shard shard = store.shard(store.shardOf(server));
        await().atMost(TIMEOUT)
                .until(
                        () -> {
                            shard.retention().trim(before, shard.head());
                            return shard.figures()
                                    .oldestScrapeAt()
                                    .filter(at -> at.isAfter(before.minus(Duration.ofDays(2))))
                                    .isPresent();
                        });
    }

    /** Scrapes come in until that is closed. */
    SteadyAppends keepAppending() {
        return new SteadyAppends(
                () -> append(1), () -> (long) rounds * servers.size(), this::projectedNow);
    }

    /** On a connection of its own: the other one belongs to the test. */
    private long projectedNow() {
        try (SingleConnectionDataSource own = KeptConnection.to(url)) {
            return Objects.requireNonNull(
                    new JdbcTemplate(own)
                            .queryForObject(
                                    "SELECT count(*) FROM admiral.process_scrapes", Long.class));
        }
    }

    /** Scrapes of each server. */
    int rounds() {
        return rounds;
    }

    RunningProjections start() {
        return RunningProjections.start(url, namespace);
    }

    static String rebuild(String name) {
        return "/api/projections/" + name + "/rebuild";
    }

    static JsonNode json(RunningProjections projections, String method, String path)
            throws Exception {
        return JSON.readTree(projections.send(method, path).body());
    }

    void awaitNoRebuild() {
        await().atMost(TIMEOUT).until(() -> number("SELECT count(*) FROM admiral.rebuilds") == 0);
    }

    /** A whole rebuild, which is what a part is compared with. */
    void rebuildAll(RunningProjections projections) throws Exception {
        for (String name : List.of("processes", "hosts")) {
            await().atMost(TIMEOUT).until(() -> projections.call("POST", rebuild(name)) == 202);
        }
        awaitNoRebuild();
    }

    /** What the answer says that is rebuilt. */
    static JsonNode begin(RunningProjections projections, String name, String query)
            throws Exception {
        JsonNode begun = json(projections, "POST", rebuild(name) + query);
        assertThat(begun.path("rebuild").isObject()).as(begun.toString()).isTrue();
        return begun.get("rebuild").get("part");
    }

    /** Rows of every kind are wrong, are not there, or are there that should not be. */
    void damage(UUID server) {
        int key = keyOf(server);
        for (String sql :
                List.of(
                        "UPDATE admiral.process_minutes SET covered_ms = covered_ms + 1",
                        "UPDATE admiral.process_hours SET last_scrape_at = last_scrape_at + interval '1 s'",
                        "DELETE FROM admiral.process_tens",
                        "UPDATE admiral.process_open SET covered_ms = covered_ms + 1",
                        "UPDATE admiral.process_names_of_day SET name_keys = name_keys[2:]",
                        "DELETE FROM admiral.process_scrapes",
                        "UPDATE admiral.host_snapshots SET load_1min = load_1min + 1")) {
            assertThat(jdbc.update(sql + " WHERE server_key = ?", key)).isPositive();
        }
    }

    RowsByServer rows() {
        return RowsByServer.of(jdbc, servers);
    }

    /** Tables, tokens and rows of rebuilds. */
    long leftOvers() {
        return number(
                """
                SELECT (SELECT count(*) FROM pg_tables WHERE schemaname = 'admiral_rebuild')
                     + (SELECT count(*) FROM admiral.tracking_tokens
                        WHERE processor_name LIKE '%-rebuild-%')
                     + (SELECT count(*) FROM admiral.rebuilds)
                     + (SELECT count(*) FROM admiral.rebuilt_servers)""");
    }

    int keyOf(UUID server) {
        return (int)
                number(
                        "SELECT server_key FROM admiral.servers WHERE server_id = '%s'"
                                .formatted(server));
    }

    long number(String sql, Object... values) {
        return Objects.requireNonNull(jdbc.queryForObject(sql, Long.class, values));
    }

    @Override
    public void close() {
        store.close();
        kept.close();
    }
}
