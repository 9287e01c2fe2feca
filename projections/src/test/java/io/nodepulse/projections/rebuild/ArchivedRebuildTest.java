package io.nodepulse.projections.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodepulse.embedded.EmbeddedValkey;
import io.nodepulse.events.HostMetric;
import io.nodepulse.events.HostSampled;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.ServerRegistered;
import io.nodepulse.events.ServerRemoved;
import io.nodepulse.events.ServerRenamed;
import io.nodepulse.events.segment.SegmentAppend;
import io.nodepulse.events.segment.SegmentName;
import io.nodepulse.events.segment.SegmentWriter;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.store.read.StoredAppend;
import io.nodepulse.projections.Appends;
import io.nodepulse.projections.Checksums;
import io.nodepulse.projections.KeptConnection;
import io.nodepulse.projections.RunningProjections;
import io.nodepulse.projections.TestReadModel;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A rebuild that takes a server's scrapes from segments at once makes the same tables as one that
 * takes the events of a shard in their order.
 */
class ArchivedRebuildTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(90);
    private static final Instant START = Instant.parse("2026-03-10T00:00:00Z");
    private static final int SCRAPES = 400;
    private static final int SHARDS = 2;

    @TempDir Path segments;

    private final List<UUID> servers = Stream.generate(UUID::randomUUID).limit(7).toList();
    private final String namespace = "archived-" + UUID.randomUUID();
    private final String url = TestReadModel.newDatabase();
    private final SingleConnectionDataSource kept = KeptConnection.to(url);
    private final JdbcTemplate jdbc = new JdbcTemplate(kept);
    private final Random random = new Random(18);
    private final Map<Integer, Long> through = new HashMap<>();
    private ValkeyEventStore store;
    private Appends appends;

    @BeforeEach
    void open() {
        store =
                ValkeyEventStore.open(
                        EventStoreSettings.at(EmbeddedValkey.shared().uri())
                                .withNamespace(namespace)
                                .withShards(SHARDS));
        appends = new Appends(store);
    }

    @AfterEach
    void close() {
        store.close();
        kept.close();
    }

    @Test
    void theTablesAreTheSame() throws Exception {
        servers.forEach(
                id ->
                        appends.append(
                                id,
                                List.of(
                                        new ServerRegistered(
                                                id, "s-" + id, "0".repeat(64), START))));
        live(0, SCRAPES / 2);
        makeSegments();
        appends.append(
                servers.get(1),
                List.of(
                        new ServerRenamed(
                                servers.get(1), "renamed", "before", START.plusSeconds(9))));
        appends.append(
                servers.getLast(),
                List.of(new ServerRemoved(servers.getLast(), "gone", START.plusSeconds(10))));
        live(SCRAPES / 2, SCRAPES);
        makeSegments();
        live(SCRAPES, SCRAPES + 10);
        Map<String, String> inOrder = inTheOrderOfTheShards();

        try (RunningProjections archived = start(segments)) {
            rebuild(archived, "processes", "process_live");
            rebuild(archived, "hosts", "host_live");
            await().atMost(TIMEOUT).until(() -> removals() == 0);

            assertThat(Checksums.of(jdbc)).isEqualTo(inOrder);
            assertThat(number("SELECT count(*) FROM admiral.servers WHERE name = 'renamed'"))
                    .isOne();
            rebuildOneServer(archived);
            assertThat(Checksums.of(jdbc)).isEqualTo(inOrder);
        }
    }

    private void rebuildOneServer(RunningProjections projections) throws Exception {
        UUID server = servers.get(2);
        assertThat(
                        jdbc.update(
                                """
                                DELETE FROM admiral.process_minutes minute USING admiral.servers server
                                WHERE server.server_key = minute.server_key AND server_id = ?""",
                                server))
                .isPositive();
        assertThat(
                        projections.call(
                                "POST", "/api/projections/processes/rebuild?server_id=" + server))
                .isEqualTo(202);
        await().atMost(TIMEOUT).until(() -> number("SELECT count(*) FROM admiral.rebuilds") == 0);
    }

    /** Facts of that time are in Valkey alone, and scrapes nowhere. */
    @Test
    void theyAreWhereTheFirstHistoryIsGone() throws Exception {
        servers.forEach(
                id ->
                        appends.append(
                                id,
                                List.of(
                                        new ServerRegistered(
                                                id, "s-" + id, "0".repeat(64), START))));
        live(0, SCRAPES / 2);
        for (int shard = 0; shard < SHARDS; shard++) {
            long head = store.shard(shard).head();
            store.shard(shard).retention().trimThrough(head);
            assertThat(store.shard(shard).trimmed()).isEqualTo(head);
            through.put(shard, head);
        }
        // Whoever has no keyframe in mind stores one.
        store.close();
        open();
        live(SCRAPES / 2, SCRAPES);
        makeSegments();
        live(SCRAPES, SCRAPES + 10);
        Map<String, String> inOrder = inTheOrderOfTheShards();

        try (RunningProjections archived = start(segments)) {
            rebuild(archived, "processes", "process_live");
            rebuild(archived, "hosts", "host_live");
            assertThat(Checksums.of(jdbc)).isEqualTo(inOrder);
        }
    }

    private Map<String, String> inTheOrderOfTheShards() {
        try (RunningProjections ordered = start(segments.resolve("none"))) {
            await().atMost(TIMEOUT).until(() -> ordered.hasCaughtUp() && removals() == 0);
            return Checksums.of(jdbc);
        }
    }

    private RunningProjections start(Path folder) {
        return RunningProjections.start(
                url,
                EmbeddedValkey.shared().uri(),
                namespace,
                SHARDS,
                "--nodepulse.segments.directory=" + folder,
                "--nodepulse.projections.batch-events=500");
    }

    private void rebuild(RunningProjections projections, String name, String table)
            throws Exception {
        int served = oid(table);
        assertThat(projections.call("POST", "/api/projections/" + name + "/rebuild"))
                .isEqualTo(202);
        await().atMost(TIMEOUT).until(() -> oid(table) != served);
    }

    private int oid(String table) {
        return number("SELECT 'admiral.%s'::regclass::oid::int".formatted(table));
    }

    private int removals() {
        return number("SELECT count(*) FROM admiral.removals");
    }

    private int number(String sql) {
        return Objects.requireNonNull(jdbc.queryForObject(sql, Integer.class));
    }

    /** Scrapes of all servers by turns: groups are born and die, counters are reset. */
    private void live(int from, int to) {
        for (int scrape = from; scrape < to; scrape++) {
            for (UUID id : servers) {
                Instant at = START.plusSeconds(15L * scrape).plusMillis(servers.indexOf(id));
                if (isRemoved(id, scrape)) {
                    continue;
                }
                appends.append(id, samples(id, at, scrape));
                if (scrape % 4 == 0) {
                    appends.append(
                            id,
                            List.of(
                                    new HostSampled(
                                            id, at, Map.of(HostMetric.LOAD_1MIN, scrape * 0.5))));
                }
            }
        }
    }

    private boolean isRemoved(UUID id, int scrape) {
        return id.equals(servers.getLast()) && scrape >= SCRAPES / 2;
    }

    private List<ProcessSampled> samples(UUID id, Instant at, int scrape) {
        List<ProcessSampled> samples = new ArrayList<>();
        for (int group = 0; group < 12; group++) {
            if (random.nextInt(20) > 0) {
                double cpuSeconds = random.nextInt(50) == 0 ? 0 : scrape * (1 + group) * 0.25;
                samples.add(
                        new ProcessSampled(
                                id,
                                at,
                                "group-" + (group + scrape / 100),
                                1 + random.nextInt(3),
                                cpuSeconds,
                                4096L * random.nextInt(1_000)));
            }
        }
        return samples.isEmpty() ? samples(id, at, scrape) : samples;
    }

    /** A segment for each shard, of what is in none. */
    private void makeSegments() throws IOException {
        for (int shard = 0; shard < SHARDS; shard++) {
            List<StoredAppend> found =
                    store.shard(shard).appends(through.getOrDefault(shard, 0L), Integer.MAX_VALUE);
            SegmentWriter writer = new SegmentWriter(shard, SHARDS, 3);
            for (StoredAppend append : found) {
                writer.add(
                        new SegmentAppend.Readable(
                                append.lastSequence(),
                                append.epoch(),
                                Objects.requireNonNull(append.content().entry())));
            }
            long first = through.getOrDefault(shard, 0L);
            Path folder = Files.createDirectories(segments.resolve(SegmentName.folder(shard)));
            long last = found.getLast().lastSequence();
            try (OutputStream out =
                    Files.newOutputStream(
                            folder.resolve(new SegmentName(first, last).toString()))) {
                writer.write(out);
            }
            through.put(shard, last);
        }
    }
}
