package io.nodepulse.projections.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodepulse.embedded.EmbeddedValkey;
import io.nodepulse.embedded.PostgresOptions;
import io.nodepulse.embedded.PostgresServer;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.projections.Appends;
import io.nodepulse.projections.KeptConnection;
import io.nodepulse.projections.RunningProjections;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * An older copy of PostgreSQL takes the place of the running one, under projections that go on:
 * they must neither trust where they were nor what they remember of it.
 */
class RestoredReadModelTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Instant START = Instant.parse("2026-03-10T00:00:00Z");

    @TempDir Path directory;

    private final String namespace = "restored-" + UUID.randomUUID();
    private final List<ProcessSampled> appended = new ArrayList<>();
    private PostgresServer postgres;
    private ValkeyEventStore store;
    private SingleConnectionDataSource kept;
    private JdbcTemplate jdbc;
    private PostgresOptions options;

    @BeforeEach
    void start() {
        postgres = PostgresServer.start(PostgresOptions.in(directory.resolve("postgres")));
        options = PostgresOptions.in(directory.resolve("postgres")).withPort(postgres.port());
        kept = KeptConnection.to(postgres.jdbcUrl());
        jdbc = new JdbcTemplate(kept);
        store =
                ValkeyEventStore.open(
                        EventStoreSettings.at(EmbeddedValkey.shared().uri())
                                .withNamespace(namespace));
    }

    @AfterEach
    void stop() {
        store.close();
        kept.close();
        postgres.close();
    }

    @Test
    void whatTheCopyLacksIsProjectedAgainUnderItsOwnNames() throws Exception {
        try (RunningProjections app = RunningProjections.start(postgres.jdbcUrl(), namespace)) {
            restoreAfter("before", "between");
            // These take the keys that those of between had.
            append("after");
            awaitAll();
        }
    }

    @Test
    void whatTheCopyLacksComesBackAlthoughNothingElseArrives() throws Exception {
        try (RunningProjections app = RunningProjections.start(postgres.jdbcUrl(), namespace)) {
            restoreAfter("before", "between");
            awaitAll();
        }
    }

    private void restoreAfter(String before, String between) throws Exception {
        append(before);
        awaitAll();
        Path copy = directory.resolve("copy");
        postgres.copyData(copy);
        append(between);
        awaitAll();
        postgres.killHard();
        postgres.restoreData(copy);
        postgres = PostgresServer.start(options);
        kept.resetConnection();
    }

    /** Scrapes of new servers whose processes have new names. */
    private void append(String era) {
        Appends appends = new Appends(store);
        for (int server = 0; server < 8; server++) {
            UUID id = UUID.nameUUIDFromBytes((namespace + era + server).getBytes());
            for (int scrape = 0; scrape < 3; scrape++) {
                Instant at = START.plusSeconds(15L * scrape);
                List<ProcessSampled> samples =
                        Stream.of("a", "b", "c")
                                .map(
                                        name ->
                                                new ProcessSampled(
                                                        id, at, era + "-" + name, 1, 2.5, 4096))
                                .toList();
                appends.append(id, samples);
                appended.addAll(samples);
            }
        }
    }

    private void awaitAll() {
        await().atMost(TIMEOUT)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(projected()).isEqualTo(lines(appended.stream())));
    }

    private List<String> projected() {
        return lines(
                jdbc
                        .query(
                                """
                                SELECT server_id, "timestamp", process_name, num_procs,
                                       cpu_seconds_total, memory_bytes
                                FROM admiral.process_snapshots""",
                                (row, number) ->
                                        new ProcessSampled(
                                                UUID.fromString(row.getString(1)),
                                                row.getTimestamp(2).toInstant(),
                                                row.getString(3),
                                                row.getInt(4),
                                                row.getDouble(5),
                                                row.getLong(6)))
                        .stream());
    }

    private static List<String> lines(Stream<ProcessSampled> samples) {
        return samples.map(ProcessSampled::toString).sorted(Comparator.naturalOrder()).toList();
    }
}
