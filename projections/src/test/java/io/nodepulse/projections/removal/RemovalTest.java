package io.nodepulse.projections.removal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodepulse.embedded.EmbeddedValkey;
import io.nodepulse.events.Exporter;
import io.nodepulse.events.HostMetric;
import io.nodepulse.events.HostSampled;
import io.nodepulse.events.ServerRegistered;
import io.nodepulse.events.ServerRemoved;
import io.nodepulse.events.ServerRenamed;
import io.nodepulse.events.ServerTagsChanged;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.projections.Appends;
import io.nodepulse.projections.KeptConnection;
import io.nodepulse.projections.RunningProjections;
import io.nodepulse.projections.TestReadModel;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Servers that leave, with two instances between a real Valkey and a real PostgreSQL. */
class RemovalTest {

    /** Far enough apart that buckets of every tier close. */
    private static final Duration STEP = Duration.ofMinutes(17);

    private static final int SCRAPES = 180;
    private static final String NAMESPACE = "removal-" + UUID.randomUUID();
    private static final List<String> PROJECTED =
            List.of(
                    "process_scrapes",
                    "process_minutes",
                    "process_tens",
                    "process_hours",
                    "process_days",
                    "process_open",
                    "process_live",
                    "host_snapshots",
                    "host_live");

    private final Instant start =
            Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(STEP.multipliedBy(SCRAPES));
    private final UUID leaves = UUID.randomUUID();
    private final UUID stays = UUID.randomUUID();
    private final String database = TestReadModel.newDatabase();
    private final SingleConnectionDataSource kept = KeptConnection.to(database);
    private final JdbcTemplate jdbc = new JdbcTemplate(kept);

    @AfterEach
    void close() {
        kept.close();
    }

    @Test
    void nothingIsLeftOfAServerThatLeftNeitherThenNorAfterARebuild() throws Exception {
        try (ValkeyEventStore store =
                        ValkeyEventStore.open(
                                EventStoreSettings.at(EmbeddedValkey.shared().uri())
                                        .withNamespace(NAMESPACE));
                RunningProjections one = RunningProjections.start(database, NAMESPACE);
                RunningProjections other = RunningProjections.start(database, NAMESPACE)) {
            Appends appends = new Appends(store);
            List.of(leaves, stays).forEach(server -> live(appends, server));
            await().atMost(Duration.ofSeconds(60)).until(one::hasCaughtUp);
            Map<String, Integer> before = RowsOfServer.count(jdbc, leaves);
            Map<String, Integer> staying = RowsOfServer.count(jdbc, stays);
            assertThat(before).hasSizeGreaterThan(PROJECTED.size());
            assertThat(before.entrySet())
                    .filteredOn(table -> PROJECTED.contains(table.getKey()))
                    .hasSize(PROJECTED.size())
                    .allMatch(table -> table.getValue() > 0);
            assertThat(tiers()).startsWith(1, 10, 60, 360, 1440);

            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            appends.append(stays, List.of(new ServerRenamed(stays, "renamed", "stays", now)));
            appends.append(stays, List.of(new ServerTagsChanged(stays, List.of("a", "b"), now)));
            appends.append(leaves, List.of(new ServerTagsChanged(leaves, List.of("a"), now)));
            appends.append(leaves, List.of(new ServerRemoved(leaves, "leaves", now)));

            awaitNothingLeft();
            assertThat(RowsOfServer.count(jdbc, stays)).isEqualTo(staying);
            await().until(() -> nameOf(stays).equals("renamed"));
            await().until(() -> tagsOf(stays).equals("a b"));
            assertThat(tagsOf(leaves)).isEmpty();
            watchNames();
            for (String projection : List.of("processes", "hosts")) {
                rebuild(one, other, projection);
            }

            awaitNothingLeft();
            assertThat(RowsOfServer.count(jdbc, stays)).isEqualTo(staying);
            assertThat(nameOf(stays)).isEqualTo("renamed");
            assertThat(tagsOf(stays)).isEqualTo("a b");
            assertThat(tagsOf(leaves)).isEmpty();
            assertThat(jdbc.queryForList("SELECT name FROM seen_names", String.class)).isEmpty();
            assertThat(samples(store, Exporter.PROCESSES)).isEqualTo(2 * SCRAPES);
            assertThat(samples(store, Exporter.HOST)).isEqualTo(SCRAPES);
        }
    }

    private void live(Appends appends, UUID server) {
        String name = server.equals(leaves) ? "leaves" : "stays";
        appends.append(server, List.of(new ServerRegistered(server, name, "0".repeat(64), start)));
        for (int i = 0; i < SCRAPES; i++) {
            Instant at = start.plus(STEP.multipliedBy(i));
            appends.append(server, Appends.scrape(server, at, 2, i));
            appends.append(
                    server,
                    List.of(new HostSampled(server, at, Map.of(HostMetric.LOAD_1MIN, 1.0))));
        }
    }

    private String tagsOf(UUID server) {
        return jdbc.queryForList(
                        "SELECT array_to_string(tags, ' ') FROM admiral.servers"
                                + " WHERE server_id = ?",
                        String.class,
                        server)
                .getFirst();
    }

    private List<Integer> tiers() {
        return jdbc.query(
                """
                SELECT DISTINCT tier_minutes::integer
                FROM admiral.process_buckets JOIN admiral.servers USING (server_key)
                WHERE server_id = ? ORDER BY 1""",
                (row, n) -> row.getInt(1),
                leaves);
    }

    /** The key stays, so that no other server gets it, and has no name any more. */
    private void awaitNothingLeft() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () ->
                                assertThat(RowsOfServer.count(jdbc, leaves))
                                        .allSatisfy(
                                                (table, rows) ->
                                                        assertThat(rows)
                                                                .as(table)
                                                                .isEqualTo(
                                                                        table.equals("servers")
                                                                                ? 1
                                                                                : 0)));
        assertThat(
                        jdbc.queryForList(
                                """
                                SELECT 1 FROM admiral.servers
                                WHERE server_id = ? AND name IS NULL AND registered_at IS NULL
                                  AND removed_at IS NOT NULL""",
                                Integer.class,
                                leaves))
                .hasSize(1);
    }

    private String nameOf(UUID server) {
        return String.valueOf(
                jdbc.queryForObject(
                        "SELECT name FROM admiral.servers WHERE server_id = ?",
                        String.class,
                        server));
    }

    /** From now on a name that changes, also for a moment, is written down. */
    private void watchNames() {
        jdbc.execute("CREATE TABLE seen_names (name text)");
        jdbc.execute(
                """
                CREATE FUNCTION see_name() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN INSERT INTO seen_names VALUES (NEW.name); RETURN NEW; END $$""");
        jdbc.execute(
                """
                CREATE TRIGGER see_name AFTER UPDATE ON admiral.servers FOR EACH ROW
                WHEN (OLD.name IS DISTINCT FROM NEW.name
                      OR OLD.removed_at IS DISTINCT FROM NEW.removed_at)
                EXECUTE FUNCTION see_name()""");
    }

    private void rebuild(RunningProjections one, RunningProjections other, String projection)
            throws Exception {
        assertThat(one.call("POST", "/api/projections/" + projection + "/rebuild")).isEqualTo(202);
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                jdbc.queryForList("SELECT 1 FROM admiral.rebuilds", Integer.class)
                                        .isEmpty());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> one.hasCaughtUp() && other.hasCaughtUp());
    }

    /** What was sampled stays in the event store. */
    private int samples(ValkeyEventStore store, Exporter exporter) {
        int samples = 0;
        Iterator<?> found = store.history().samples(leaves, exporter, start, Instant.now(), 0);
        for (; found.hasNext(); found.next()) {
            samples++;
        }
        return samples;
    }
}
