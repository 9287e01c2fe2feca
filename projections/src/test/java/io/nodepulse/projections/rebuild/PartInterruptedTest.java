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
import java.util.Map;
import java.util.UUID;

/** A rebuild of a part that is killed, compared, dropped or refused. */
class PartInterruptedTest {

    private PartHistory history;
    private UUID damaged;
    private UUID other;

    @BeforeEach
    void open() {
        history = new PartHistory();
        damaged = history.servers.get(1);
        other = history.servers.get(2);
    }

    @AfterEach
    void close() {
        history.close();
    }

    /** Killed between two servers: the one has its new rows, the other its old ones, all whole. */
    @Test
    void anotherInstanceFinishesWhatAKilledOneLeft() throws Exception {
        history.append(150);
        try (RunningProjections first = history.start()) {
            await().atMost(TIMEOUT).until(first::hasCaughtUp);
            history.damage(damaged);
            history.damage(other);
            // Held, so that it can be killed as it reads.
            PartHistory.begin(
                    first, "processes", "?dry_run=true&server_id=%s,%s".formatted(damaged, other));
        }
        RowsByServer before = history.rows();
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
        RowsByServer between = history.rows();
        history.servers.stream()
                .filter(each -> !each.equals(mended))
                .forEach(each -> assertThat(between.of(each)).isEqualTo(before.of(each)));
        assertThat(between.of(mended)).isNotEqualTo(before.of(mended));

        try (RunningProjections second = history.start()) {
            history.awaitNoRebuild();
            assertThat(history.rows().of(waiting)).isNotEqualTo(before.of(waiting));
            await().atMost(TIMEOUT).until(() -> history.leftOvers() == 0);
            history.append(5);
            await().atMost(TIMEOUT).until(second::hasCaughtUp);
            RowsByServer rows = history.rows().without("host_snapshots");
            history.rebuildAll(second);
            assertThat(rows).isEqualTo(history.rows().without("host_snapshots"));
        }
    }

    @Test
    void aDryRunOfAServerIsComparedAndCanBeDropped() throws Exception {
        history.append(150);
        try (RunningProjections projections = history.start()) {
            await().atMost(TIMEOUT).until(projections::hasCaughtUp);
            history.damage(damaged);
            history.damage(other);
            RowsByServer before = history.rows();
            PartHistory.begin(projections, "processes", "?dry_run=true&server_id=" + damaged);
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
            assertThat(history.leftOvers()).isZero();
            assertThat(history.rows()).isEqualTo(before);
        }
    }

    @Test
    void whatCannotBeRebuiltIsRefused() throws Exception {
        history.append(3);
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
            PartHistory.begin(projections, "processes", "?dry_run=true&server_id=" + damaged);
            assertThat(projections.call("POST", rebuild("processes"))).isEqualTo(409);
            assertThat(projections.call("POST", rebuild("processes") + "?server_id=" + other))
                    .isEqualTo(409);
        }
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
}
