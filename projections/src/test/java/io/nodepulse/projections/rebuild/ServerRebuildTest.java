package io.nodepulse.projections.rebuild;

import static io.nodepulse.projections.rebuild.PartHistory.TIMEOUT;
import static io.nodepulse.projections.rebuild.PartHistory.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodepulse.embedded.EmbeddedValkey;
import io.nodepulse.projections.ProjectionsProcess;
import io.nodepulse.projections.RunningProjections;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Of one server every row is what it would be after a rebuild of everything, and of the others none
 * was touched: what was damaged there is damaged still.
 */
class ServerRebuildTest {

    private PartHistory history;
    private UUID damaged;
    private UUID other;

    @BeforeEach
    void open() {
        history = new PartHistory();
        damaged = history.servers.get(1);
        other = history.servers.get(2);
        history.append(400);
    }

    @AfterEach
    void close() {
        history.close();
    }

    @Test
    void oneServerIsMadeAnewWhileScrapesComeInAndOthersAreNotTouched() throws Exception {
        RunningProjections one = history.start();
        try (RunningProjections second = history.start()) {
            await().atMost(TIMEOUT).until(one::hasCaughtUp);
            damage(damaged);
            damage(other);
            Map<UUID, List<String>> places = places();
            CompletableFuture<Void> appender = history.keepAppending();
            try {
                for (String name : List.of("processes", "hosts")) {
                    JsonNode part = begin(second, name, "?server_id=" + damaged);
                    assertThat(part.get("server_ids").get(0).asString())
                            .isEqualTo(damaged.toString());
                    assertThat(part.get("servers_total").asInt()).isOne();
                    history.awaitNoRebuild();
                }
            } finally {
                one.close();
                history.stop(appender);
            }
            await().atMost(TIMEOUT).until(second::hasCaughtUp);

            places().forEach(
                            (id, rows) ->
                                    untouched(id, rows, Objects.requireNonNull(places.get(id))));
            history.append(20);
            await().atMost(TIMEOUT).until(second::hasCaughtUp);
            assertThatRowsAreThoseOfAWholeRebuild(second, other);
        }
    }

    private void untouched(UUID server, List<String> now, List<String> before) {
        if (server.equals(damaged)) {
            assertThat(now).doesNotContainAnyElementsOf(before);
        } else {
            assertThat(now).containsAll(before);
        }
    }

    /** What a whole rebuild changes is what was damaged, and of nobody but that server. */
    private void assertThatRowsAreThoseOfAWholeRebuild(RunningProjections projections, UUID but)
            throws Exception {
        RowsByServer before = rows();
        history.rebuildAll(projections);
        await().atMost(TIMEOUT).until(projections::hasCaughtUp);
        assertThat(history.number("SELECT count(*) FROM admiral.process_scrapes"))
                .isEqualTo((long) history.rounds() * history.servers.size());
        RowsByServer whole = rows();
        assertThat(before.withoutServer(but)).isEqualTo(whole.withoutServer(but));
        for (String table : List.of("process_minutes", "process_snapshots", "host_snapshots")) {
            assertThat(before.of(but, table)).as(table).isNotEqualTo(whole.of(but, table));
        }
    }

    @Test
    void itIsLeftOutWhatCameInWithoutASnapshot() throws Exception {
        try (RunningProjections projections = history.start()) {
            await().atMost(TIMEOUT).until(projections::hasCaughtUp);
            damage(damaged);
            damage(other);

            begin(projections, "processes", "?without_raw=true&server_id=" + damaged);
            history.awaitNoRebuild();
            RowsByServer rows = rows();
            assertThat(rows.of(damaged, "process_snapshots")).isEmpty();
            assertThat(rows.of(history.servers.getFirst(), "process_snapshots")).isNotEmpty();
            history.append(1);
            await().atMost(TIMEOUT).until(projections::hasCaughtUp);
            assertThat(rows().of(damaged, "process_snapshots"))
                    .hasSize(1 + (history.rounds() - 1) % 7);

            begin(projections, "processes", "?without_raw=true");
            history.awaitNoRebuild();
            assertThat(history.number("SELECT count(*) FROM admiral.process_snapshots")).isZero();
            history.append(3);
            await().atMost(TIMEOUT).until(projections::hasCaughtUp);
            assertThat(history.number("SELECT count(*) FROM admiral.process_scrapes"))
                    .isEqualTo(3L * history.servers.size());
            RowsByServer without = rows();
            history.rebuildAll(projections);
            await().atMost(TIMEOUT).until(projections::hasCaughtUp);
            String[] damagedStill = {"process_snapshots", "host_snapshots"};
            assertThat(without.without(damagedStill)).isEqualTo(rows().without(damagedStill));
        }
    }

    /** Killed between two servers: the one has its new rows, the other its old ones, all whole. */
    @Test
    void anotherInstanceFinishesWhatAKilledOneLeft() throws Exception {
        try (RunningProjections first = history.start()) {
            await().atMost(TIMEOUT).until(first::hasCaughtUp);
            damage(damaged);
            damage(other);
            // Held, so that it can be killed as it reads.
            begin(first, "processes", "?dry_run=true&server_id=%s,%s".formatted(damaged, other));
        }
        RowsByServer before = rows();
        try (Connection connection = DriverManager.getConnection(history.url);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try (ProjectionsProcess process = process()) {
                await().atMost(TIMEOUT).until(() -> claims() > 0);
                // Nobody can replace the rows of the other server for now.
                statement.execute(
                        "SELECT FROM admiral.servers WHERE server_key = %d FOR UPDATE"
                                .formatted(Math.max(history.keyOf(damaged), history.keyOf(other))));
                history.jdbc.update("UPDATE admiral.rebuilds SET held = false");
                await().atMost(TIMEOUT).until(() -> done() == 1);
                process.kill();
            }
            connection.rollback();
        }
        UUID mended = history.keyOf(damaged) < history.keyOf(other) ? damaged : other;
        UUID waiting = mended.equals(damaged) ? other : damaged;
        RowsByServer between = rows();
        history.servers.stream()
                .filter(each -> !each.equals(mended))
                .forEach(each -> assertThat(between.of(each)).isEqualTo(before.of(each)));
        assertThat(between.of(mended)).isNotEqualTo(before.of(mended));

        try (RunningProjections second = history.start()) {
            history.awaitNoRebuild();
            assertThat(rows().of(waiting)).isNotEqualTo(before.of(waiting));
            await().atMost(TIMEOUT).until(() -> leftOvers() == 0);
            history.append(5);
            await().atMost(TIMEOUT).until(second::hasCaughtUp);
            RowsByServer rows = rows().without("host_snapshots");
            history.rebuildAll(second);
            assertThat(rows).isEqualTo(rows().without("host_snapshots"));
        }
    }

    @Test
    void aDryRunOfAServerIsComparedAndCanBeDropped() throws Exception {
        try (RunningProjections projections = history.start()) {
            await().atMost(TIMEOUT).until(projections::hasCaughtUp);
            damage(damaged);
            damage(other);
            RowsByServer before = rows();
            begin(projections, "processes", "?dry_run=true&server_id=" + damaged);
            String comparison = rebuild("processes") + "/comparison";
            await().atMost(TIMEOUT).until(() -> projections.call("GET", comparison) == 200);

            JsonNode compared = PartHistory.json(projections, "GET", comparison);

            assertThat(compared.get("servers_total").asInt()).isOne();
            assertThat(compared.get("servers_compared").asInt()).isOne();
            assertThat(compared.path("next").isString()).isFalse();
            assertThat(compared.get("tables").valueStream())
                    .anySatisfy(
                            table -> {
                                assertThat(table.get("table").asString())
                                        .isEqualTo("process_minutes");
                                assertThat(table.get("different").asInt()).isPositive();
                                assertThat(table.get("most").get(0).get("server").asString())
                                        .isEqualTo(damaged.toString());
                            });
            assertThat(
                            PartHistory.json(projections, "GET", comparison + "?after=" + damaged)
                                    .get("servers_compared")
                                    .asInt())
                    .isZero();
            assertThat(projections.call("DELETE", rebuild("processes"))).isEqualTo(200);
            assertThat(leftOvers()).isZero();
            assertThat(rows()).isEqualTo(before);
        }
    }

    @Test
    void whatCannotBeRebuiltIsRefused() throws Exception {
        try (RunningProjections projections = history.start()) {
            await().atMost(TIMEOUT).until(projections::hasCaughtUp);
            Map<String, Integer> refused = new HashMap<>();
            refused.put("processes/rebuild?server_id=" + UUID.randomUUID(), 404);
            refused.put("nothing/rebuild?server_id=" + damaged, 404);
            refused.put("processes/rebuild?server_id=web-1", 400);
            refused.put("processes/rebuild?from=2026-03-11T00:00:00Z", 400);
            refused.put("processes/rebuild?from=2026-03-11T00:00:00Z&to=2026-03-10T00:00:00Z", 400);
            refused.put("processes/rebuild?from=2026-03-11T00:00:00Z&to=2126-03-10T00:00:00Z", 400);
            refused.put("hosts/rebuild?without_raw=true", 400);
            for (Map.Entry<String, Integer> each : refused.entrySet()) {
                assertThat(projections.call("POST", "/api/projections/" + each.getKey()))
                        .as(each.getKey())
                        .isEqualTo(each.getValue());
            }
            begin(projections, "processes", "?dry_run=true&server_id=" + damaged);
            assertThat(projections.call("POST", rebuild("processes"))).isEqualTo(409);
            assertThat(projections.call("POST", rebuild("processes") + "?server_id=" + other))
                    .isEqualTo(409);
        }
    }

    private static JsonNode begin(RunningProjections projections, String name, String query)
            throws Exception {
        JsonNode begun = PartHistory.json(projections, "POST", rebuild(name) + query);
        assertThat(begun.path("rebuild").isObject()).as(begun.toString()).isTrue();
        return begun.get("rebuild").get("part");
    }

    /** Rows of every kind are wrong, are not there, or are there that should not be. */
    private void damage(UUID server) {
        int key = history.keyOf(server);
        for (String sql :
                List.of(
                        "UPDATE admiral.process_minutes SET covered_ms = covered_ms + 1",
                        "UPDATE admiral.process_hours SET last_scrape_at = last_scrape_at + interval '1 s'",
                        "DELETE FROM admiral.process_tens",
                        "UPDATE admiral.process_open SET covered_ms = covered_ms + 1",
                        "UPDATE admiral.process_names_of_day SET name_keys = name_keys[2:]",
                        "DELETE FROM admiral.process_scrapes",
                        "UPDATE admiral.host_snapshots SET load_1min = load_1min + 1")) {
            assertThat(history.jdbc.update(sql + " WHERE server_key = ?", key)).isPositive();
        }
    }

    private RowsByServer rows() {
        return RowsByServer.of(history.jdbc, history.servers);
    }

    private Map<UUID, List<String>> places() {
        Map<UUID, List<String>> places = new HashMap<>();
        history.servers.forEach(id -> places.put(id, RowsByServer.places(history.jdbc, id)));
        return places;
    }

    private ProjectionsProcess process() throws Exception {
        return ProjectionsProcess.start(
                history.url, EmbeddedValkey.shared().uri(), history.namespace);
    }

    private long claims() {
        return history.number(
                """
                SELECT count(*) FROM admiral.tracking_tokens
                WHERE processor_name LIKE '%-rebuild-%' AND owner IS NOT NULL""");
    }

    private long done() {
        return history.number("SELECT count(*) FROM admiral.rebuilt_servers");
    }

    private long leftOvers() {
        return history.number(
                """
                SELECT (SELECT count(*) FROM pg_tables WHERE schemaname = 'admiral_rebuild')
                     + (SELECT count(*) FROM admiral.tracking_tokens
                        WHERE processor_name LIKE '%-rebuild-%')
                     + (SELECT count(*) FROM admiral.rebuilds)
                     + (SELECT count(*) FROM admiral.rebuilt_servers)""");
    }
}
