package io.nodepulse.projections.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodepulse.embedded.EmbeddedValkey;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.projections.Appends;
import io.nodepulse.projections.Checksums;
import io.nodepulse.projections.KeptConnection;
import io.nodepulse.projections.ProjectionsProcess;
import io.nodepulse.projections.RunningProjections;
import io.nodepulse.projections.SteadyAppends;
import io.nodepulse.projections.TestReadModel;

import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** A rebuild that is cancelled, begun again, left by a killed instance, or shared by two. */
class SeveralInstancesTest {

    private static final String REBUILD = "/api/projections/processes/rebuild";
    private static final Duration TIMEOUT = Duration.ofSeconds(90);
    private static final Instant START = Instant.parse("2026-03-10T00:00:00Z");

    private final List<UUID> servers = Stream.generate(UUID::randomUUID).limit(12).toList();
    private final String namespace = "rebuild-" + UUID.randomUUID();
    private final String url = TestReadModel.newDatabase();
    private final SingleConnectionDataSource kept = KeptConnection.to(url);
    private final JdbcTemplate jdbc = new JdbcTemplate(kept);
    private ValkeyEventStore store;
    private volatile int rounds;

    @BeforeEach
    void open() {
        store =
                ValkeyEventStore.open(
                        EventStoreSettings.at(EmbeddedValkey.shared().uri())
                                .withNamespace(namespace));
        append(100);
    }

    @AfterEach
    void close() {
        store.close();
        kept.close();
    }

    @Test
    void aCancelledRebuildLeavesNothingAndCanBeBegunAgainAnywhere() throws Exception {
        try (RunningProjections one = RunningProjections.start(url, namespace);
                RunningProjections other = RunningProjections.start(url, namespace)) {
            await().atMost(TIMEOUT).until(one::hasCaughtUp);
            // It holds nothing, and knows how far the other is, also where that had nothing to do.
            await().atMost(TIMEOUT).until(other::hasCaughtUp);
            Map<String, String> before = Checksums.of(jdbc);
            int served = servedTable();

            holdTheSwitch();
            assertThat(one.call("POST", REBUILD)).isEqualTo(202);
            assertThat(other.call("POST", REBUILD)).isEqualTo(409);
            await().atMost(TIMEOUT).until(() -> rebuiltScrapes() > 0);
            assertThat(other.call("DELETE", REBUILD)).isEqualTo(200);
            assertThat(one.call("DELETE", REBUILD)).isEqualTo(409);
            await().until(() -> leftOvers() == 0);
            assertThat(Checksums.of(jdbc)).isEqualTo(before);
            assertThat(servedTable()).isEqualTo(served);

            assertThat(other.call("POST", REBUILD)).isEqualTo(202);
            letItSwitch();
            await().atMost(TIMEOUT).until(() -> servedTable() != served);
            assertThat(Checksums.of(jdbc)).isEqualTo(before);
            await().until(() -> leftOvers() == 0);
        }
    }

    @Test
    void aKilledInstanceLeavesARebuildThatOthersCancelOrFinish() throws Exception {
        try (RunningProjections first = RunningProjections.start(url, namespace)) {
            await().atMost(TIMEOUT).until(first::hasCaughtUp);
            holdTheSwitch();
            assertThat(first.call("POST", REBUILD)).isEqualTo(202);
        }
        Map<String, String> before = Checksums.of(jdbc);
        killInMidRebuild();
        try (RunningProjections second = RunningProjections.start(url, namespace)) {
            assertThat(second.call("DELETE", REBUILD)).isEqualTo(200);
            assertThat(leftOvers()).isZero();
            assertThat(second.call("POST", REBUILD)).isEqualTo(202);
        }
        killInMidRebuild();
        int served = servedTable();
        try (RunningProjections third = RunningProjections.start(url, namespace)) {
            letItSwitch();
            await().atMost(TIMEOUT).until(() -> servedTable() != served);
            assertThat(Checksums.of(jdbc)).isEqualTo(before);
            append(10);
            await().atMost(TIMEOUT).until(() -> scrapes() == appended());
            assertThat(third.call("DELETE", REBUILD)).isEqualTo(409);
        }
    }

    @Test
    void allInstancesSwitchWhileScrapesArriveAndEachCountsOnce() throws Exception {
        try (RunningProjections one = RunningProjections.start(url, namespace);
                RunningProjections other = RunningProjections.start(url, namespace)) {
            try (SingleConnectionDataSource beside = KeptConnection.to(url);
                    SteadyAppends _ =
                            new SteadyAppends(
                                    () -> append(1),
                                    this::appended,
                                    () -> scrapes(new JdbcTemplate(beside)))) {
                for (RunningProjections asked : List.of(one, other)) {
                    int served = servedTable();
                    assertThat(asked.call("POST", REBUILD)).isEqualTo(202);
                    await().atMost(TIMEOUT).until(() -> servedTable() != served);
                }
                one.close();
            }
            await().atMost(TIMEOUT).until(other::hasCaughtUp);
            assertThat(scrapes()).isEqualTo(appended());
            Map<String, String> live = Checksums.of(jdbc);
            int served = servedTable();
            assertThat(other.call("POST", REBUILD)).isEqualTo(202);
            await().atMost(TIMEOUT).until(() -> servedTable() != served);
            assertThat(Checksums.of(jdbc)).isEqualTo(live);
        }
    }

    @Test
    void aRebuildTakesBackWhatItCouldProjectAtLast() throws Exception {
        try (RunningProjections one = RunningProjections.start(url, namespace)) {
            await().atMost(TIMEOUT).until(one::hasCaughtUp);
            int shard = store.shardOf(servers.getFirst());
            store.shard(shard)
                    .deadLetters()
                    .setAside(store.shard(shard).head(), "processes", "a fault since mended");
            EventCriteria any = EventCriteria.havingAnyTag();
            assertThat(store.shard(shard).deadLetters().count("processes", any)).isOne();

            int served = servedTable();
            assertThat(one.call("POST", REBUILD)).isEqualTo(202);
            await().atMost(TIMEOUT).until(() -> servedTable() != served);

            await().atMost(TIMEOUT)
                    .until(() -> store.shard(shard).deadLetters().count("processes", any) == 0);
        }
    }

    private void killInMidRebuild() throws Exception {
        long before = rebuiltPosition();
        try (ProjectionsProcess process =
                ProjectionsProcess.start(url, EmbeddedValkey.shared().uri(), namespace)) {
            await().atMost(TIMEOUT).until(() -> rebuiltClaims() == store.shards());
            assertThat(rebuiltPosition()).isGreaterThanOrEqualTo(before);
            process.kill();
        }
    }

    private void append(int times) {
        Appends appends = new Appends(store);
        for (int i = 0; i < times; i++) {
            Instant at = START.plusSeconds(53L * rounds);
            for (UUID server : servers) {
                appends.append(server, Appends.scrape(server, at, 1 + rounds % 7, 0.3 * rounds));
            }
            rounds++;
        }
    }

    private long appended() {
        return (long) rounds * servers.size();
    }

    /** A rebuild may catch up, but not take the place of the served tables. */
    private void holdTheSwitch() {
        jdbc.execute("ALTER TABLE admiral.rebuilds ALTER COLUMN rest_from SET DEFAULT 'infinity'");
    }

    private void letItSwitch() {
        jdbc.execute("ALTER TABLE admiral.rebuilds ALTER COLUMN rest_from SET DEFAULT now()");
        jdbc.update("UPDATE admiral.rebuilds SET rest_from = now()");
    }

    private int servedTable() {
        return (int) number("SELECT 'admiral.process_live'::regclass::oid::bigint");
    }

    private long scrapes() {
        return scrapes(jdbc);
    }

    private static long scrapes(JdbcTemplate jdbc) {
        return number(jdbc, "SELECT count(*) FROM admiral.process_scrapes");
    }

    private long rebuiltScrapes() {
        return number("SELECT count(*) FROM admiral_rebuild.process_scrapes");
    }

    private long rebuiltPosition() {
        return number(
                """
                SELECT coalesce(sum((convert_from(token, 'UTF8')::jsonb ->> 'globalIndex')::bigint), 0)
                FROM admiral.tracking_tokens WHERE processor_name LIKE '%-rebuild-%'""");
    }

    /** Shards of the rebuild that a living instance holds. */
    private long rebuiltClaims() {
        return number(
                """
                SELECT count(*) FROM admiral.tracking_tokens
                WHERE processor_name LIKE '%-rebuild-%' AND owner IS NOT NULL""");
    }

    /** Tables and tokens of rebuilds. */
    private long leftOvers() {
        return number(
                """
                SELECT (SELECT count(*) FROM pg_tables WHERE schemaname = 'admiral_rebuild')
                     + (SELECT count(*) FROM admiral.tracking_tokens
                        WHERE processor_name LIKE '%-rebuild-%')
                     + (SELECT count(*) FROM admiral.rebuilds)""");
    }

    private long number(String sql) {
        return number(jdbc, sql);
    }

    private static long number(JdbcTemplate jdbc, String sql) {
        Long number = jdbc.queryForObject(sql, Long.class);
        return number == null ? 0 : number;
    }
}
