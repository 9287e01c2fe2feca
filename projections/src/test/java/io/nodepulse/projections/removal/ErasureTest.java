package io.nodepulse.projections.removal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodepulse.embedded.EmbeddedValkey;
import io.nodepulse.events.HistoryErased;
import io.nodepulse.events.HostMetric;
import io.nodepulse.events.HostSampled;
import io.nodepulse.events.ServerRegistered;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.projections.Appends;
import io.nodepulse.projections.KeptConnection;
import io.nodepulse.projections.RunningProjections;
import io.nodepulse.projections.TestReadModel;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Two servers, with two instances between a real Valkey and a real PostgreSQL. The history of one
 * is erased; what it has afterwards is what it has in another system, where it only then began.
 */
class ErasureTest {

    /** Far enough apart that buckets of every tier close. */
    private static final Duration STEP = Duration.ofMinutes(17);

    private static final int SCRAPES = 180;
    private static final int LATER = 3;
    private static final String NAMESPACE = "erasure-" + UUID.randomUUID();

    private final Instant start =
            Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(STEP.multipliedBy(SCRAPES + LATER));
    private final UUID erased = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private final String otherDatabase = TestReadModel.newDatabase();
    private final SingleConnectionDataSource otherKept = KeptConnection.to(otherDatabase);
    private final JdbcTemplate otherJdbc = new JdbcTemplate(otherKept);
    private final String database = TestReadModel.newDatabase();
    private final SingleConnectionDataSource kept = KeptConnection.to(database);
    private final JdbcTemplate jdbc = new JdbcTemplate(kept);

    @AfterEach
    void close() {
        kept.close();
        otherKept.close();
    }

    @Test
    void aServerHasTheRowsOfOneThatBeganThenAndSoItHasAfterARebuild() throws Exception {
        try (ValkeyEventStore store =
                        ValkeyEventStore.open(
                                EventStoreSettings.at(EmbeddedValkey.shared().uri())
                                        .withNamespace(NAMESPACE));
                RunningProjections one = RunningProjections.start(database, NAMESPACE);
                RunningProjections second = RunningProjections.start(database, NAMESPACE)) {
            Appends appends = new Appends(store);
            // The first in both databases: a server's grid of time follows from its key.
            register(appends, erased);
            await().atMost(Duration.ofSeconds(60)).until(one::hasCaughtUp);
            register(appends, other);
            List.of(erased, other).forEach(server -> scrapes(appends, server, 0, SCRAPES));
            await().atMost(Duration.ofSeconds(60)).until(one::hasCaughtUp);
            Map<String, Integer> others = RowsOfServer.count(jdbc, other);
            assertThat(rows(jdbc)).isPositive();

            Instant now = start.plus(STEP.multipliedBy(SCRAPES)).minusMillis(1);
            appends.append(erased, List.of(new HistoryErased(erased, "s", now)));
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(rows(jdbc)).isZero());
            scrapes(appends, erased, SCRAPES, SCRAPES + LATER);
            await().atMost(Duration.ofSeconds(60)).until(one::hasCaughtUp);
            beginsThen();

            assertSame();
            assertThat(RowsOfServer.count(jdbc, other)).isEqualTo(others);
            for (String projection : List.of("processes", "hosts")) {
                assertThat(one.call("POST", "/api/projections/" + projection + "/rebuild"))
                        .isEqualTo(202);
                awaitRebuilt(one, second);
            }
            assertSame();
            assertThat(RowsOfServer.count(jdbc, other)).isEqualTo(others);
        }
    }

    /** In one batch stands what is erased, what erases it and what comes after. */
    @Test
    void soItIsWhereAllComesAtOnce() throws Exception {
        try (ValkeyEventStore store =
                ValkeyEventStore.open(
                        EventStoreSettings.at(EmbeddedValkey.shared().uri())
                                .withNamespace(NAMESPACE + "-at-once"))) {
            Appends appends = new Appends(store);
            register(appends, erased);
            scrapes(appends, erased, 0, SCRAPES);
            Instant now = start.plus(STEP.multipliedBy(SCRAPES)).minusMillis(1);
            appends.append(erased, List.of(new HistoryErased(erased, "s", now)));
            scrapes(appends, erased, SCRAPES, SCRAPES + LATER);
            try (RunningProjections one =
                    RunningProjections.start(database, NAMESPACE + "-at-once")) {
                await().atMost(Duration.ofSeconds(60)).until(one::hasCaughtUp);
                beginsThen();
                assertSame();
            }
        }
    }

    /** In a system of its own. */
    private void beginsThen() {
        String namespace = "erasure-" + UUID.randomUUID();
        try (ValkeyEventStore store =
                        ValkeyEventStore.open(
                                EventStoreSettings.at(EmbeddedValkey.shared().uri())
                                        .withNamespace(namespace));
                RunningProjections one = RunningProjections.start(otherDatabase, namespace)) {
            Appends appends = new Appends(store);
            register(appends, erased);
            scrapes(appends, erased, SCRAPES, SCRAPES + LATER);
            await().atMost(Duration.ofSeconds(60)).until(one::hasCaughtUp);
        }
    }

    private void register(Appends appends, UUID server) {
        appends.append(
                server,
                List.of(new ServerRegistered(server, server.toString(), "0".repeat(64), start)));
    }

    private void scrapes(Appends appends, UUID server, int from, int to) {
        for (int i = from; i < to; i++) {
            Instant at = start.plus(STEP.multipliedBy(i));
            appends.append(server, Appends.scrape(server, at, 2, i));
            appends.append(
                    server,
                    List.of(new HostSampled(server, at, Map.of(HostMetric.LOAD_1MIN, 1.0))));
        }
    }

    private int rows(JdbcTemplate of) {
        return RowsOfServer.count(of, erased).entrySet().stream()
                .filter(table -> !table.getKey().equals("servers"))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private void assertSame() {
        assertThat(rows(otherJdbc)).isPositive();
        assertThat(RowsOfServer.count(jdbc, erased))
                .isEqualTo(RowsOfServer.count(otherJdbc, erased));
        assertThat(buckets(jdbc)).isEqualTo(buckets(otherJdbc)).isNotEmpty();
    }

    /** What a bucket adds up, where a counter's first difference would show. */
    private List<Map<String, @Nullable Object>> buckets(JdbcTemplate of) {
        return of.queryForList(
                """
                SELECT tier_minutes, bucket_start, scrapes, covered_ms, encode(cells, 'hex') AS cells
                FROM admiral.process_buckets JOIN admiral.servers USING (server_key)
                WHERE server_id = ? ORDER BY 1, 2""",
                erased);
    }

    private void awaitRebuilt(RunningProjections one, RunningProjections second) {
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                jdbc.queryForList("SELECT 1 FROM admiral.rebuilds", Integer.class)
                                        .isEmpty());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> one.hasCaughtUp() && second.hasCaughtUp());
    }
}
