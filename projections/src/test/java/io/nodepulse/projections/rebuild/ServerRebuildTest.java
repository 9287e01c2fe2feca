package io.nodepulse.projections.rebuild;

import static io.nodepulse.projections.rebuild.PartHistory.TIMEOUT;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodepulse.projections.RunningProjections;
import io.nodepulse.projections.SteadyAppends;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

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
        history.append(150);
    }

    @AfterEach
    void close() {
        history.close();
    }

    @Test
    void oneServerIsMadeAnewWhileScrapesComeInAndOthersAreNotTouched() throws Exception {
        try (RunningProjections one = history.start();
                RunningProjections second = history.start()) {
            await().atMost(TIMEOUT).until(one::hasCaughtUp);
            history.damage(damaged);
            history.damage(other);
            Map<UUID, List<String>> places = places();
            try (SteadyAppends _ = history.keepAppending()) {
                for (String name : List.of("processes", "hosts")) {
                    JsonNode part = PartHistory.begin(second, name, "?server_id=" + damaged);
                    assertThat(part.get("server_ids").get(0).asString())
                            .isEqualTo(damaged.toString());
                    assertThat(part.get("servers_total").asInt()).isOne();
                    history.awaitNoRebuild();
                }
                one.close();
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
        RowsByServer before = history.rows();
        history.rebuildAll(projections);
        await().atMost(TIMEOUT).until(projections::hasCaughtUp);
        assertThat(history.number("SELECT count(*) FROM admiral.process_scrapes"))
                .isEqualTo((long) history.rounds() * history.servers.size());
        RowsByServer whole = history.rows();
        assertThat(before.withoutServer(but)).isEqualTo(whole.withoutServer(but));
        for (String table : List.of("process_minutes", "process_snapshots", "host_snapshots")) {
            assertThat(before.of(but, table)).as(table).isNotEqualTo(whole.of(but, table));
        }
    }

    @Test
    void itIsLeftOutWhatCameInWithoutASnapshot() throws Exception {
        try (RunningProjections projections = history.start()) {
            await().atMost(TIMEOUT).until(projections::hasCaughtUp);
            history.damage(damaged);
            history.damage(other);

            PartHistory.begin(projections, "processes", "?without_raw=true&server_id=" + damaged);
            history.awaitNoRebuild();
            RowsByServer rows = history.rows();
            assertThat(rows.of(damaged, "process_snapshots")).isEmpty();
            assertThat(rows.of(history.servers.getFirst(), "process_snapshots")).isNotEmpty();
            history.append(1);
            await().atMost(TIMEOUT).until(projections::hasCaughtUp);
            assertThat(history.rows().of(damaged, "process_snapshots"))
                    .hasSize(1 + (history.rounds() - 1) % 7);

            PartHistory.begin(projections, "processes", "?without_raw=true");
            history.awaitNoRebuild();
            assertThat(history.number("SELECT count(*) FROM admiral.process_snapshots")).isZero();
            history.append(3);
            await().atMost(TIMEOUT).until(projections::hasCaughtUp);
            assertThat(history.number("SELECT count(*) FROM admiral.process_scrapes"))
                    .isEqualTo(3L * history.servers.size());
            RowsByServer without = history.rows();
            history.rebuildAll(projections);
            await().atMost(TIMEOUT).until(projections::hasCaughtUp);
            String[] damagedStill = {"process_snapshots", "host_snapshots"};
            assertThat(without.without(damagedStill))
                    .isEqualTo(history.rows().without(damagedStill));
        }
    }

    private Map<UUID, List<String>> places() {
        Map<UUID, List<String>> places = new HashMap<>();
        history.servers.forEach(id -> places.put(id, RowsByServer.places(history.jdbc, id)));
        return places;
    }
}
