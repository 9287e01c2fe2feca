package io.nodepulse.projections.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.nodepulse.embedded.Loopback;
import io.nodepulse.embedded.ValkeyOptions;
import io.nodepulse.embedded.ValkeyServer;
import io.nodepulse.events.HostMetric;
import io.nodepulse.events.HostSampled;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.store.epoch.LostEvents;
import io.nodepulse.projections.Appends;
import io.nodepulse.projections.KeptConnection;
import io.nodepulse.projections.RunningProjections;
import io.nodepulse.projections.TestReadModel;
import io.nodepulse.projections.partition.ProjectionTable;
import io.nodepulse.projections.process.Grouping;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** Stores that went back: the projection stops, says at which events, and goes on when repaired. */
class RepairTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int GROUPS = 5;
    private static final int COMMON = 20;
    private static final int LOST = 10;
    private static final String NAMESPACE = "repair";

    @TempDir Path directory;

    private final UUID server = UUID.randomUUID();
    private final Instant start =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(1));
    private final String url = TestReadModel.newDatabase();
    private final SingleConnectionDataSource kept = KeptConnection.to(url);
    private final JdbcTemplate jdbc = new JdbcTemplate(kept);
    private ValkeyOptions options;
    private ValkeyServer valkey;
    private EventStoreSettings settings;

    @BeforeEach
    void startValkey() {
        options = ValkeyOptions.in(directory.resolve("valkey")).withPort(Loopback.freePort());
        valkey = ValkeyServer.start(options);
        settings =
                EventStoreSettings.at(valkey.uri())
                        .withNamespace(NAMESPACE)
                        .withShards(1)
                        .withTimeout(Duration.ofSeconds(2));
    }

    @AfterEach
    void stop() {
        valkey.close();
        kept.close();
    }

    @Test
    void aReaderAheadOfTheStoreWaitsAndItsNumbersAreNotGivenOutAgain() throws Exception {
        try (RunningProjections app = app()) {
            appendAndAwait(0, COMMON);
            Path copy = copyOfTheStore();
            appendAndAwait(COMMON, LOST);
            bringBack(copy);

            await().atMost(TIMEOUT).untilAsserted(() -> assertBroken(app, "ahead"));
            append(COMMON + LOST, 3);

            awaitScrapes(COMMON + LOST + 3);
            await().atMost(TIMEOUT)
                    .until(() -> "running".equals(processes(app).at("/state").asString()));
            try (ValkeyEventStore store = ValkeyEventStore.open(settings)) {
                assertThat(store.shard(0).epochs().lost())
                        .extracting(LostEvents::first, LostEvents::last)
                        .containsExactly(tuple(firstLost(), lastLost()));
            }
        }
    }

    @Test
    void numbersThatStandForOtherEventsNowStopTheShardUntilItIsRepaired() throws Exception {
        Path copy;
        try (RunningProjections app = app()) {
            appendAndAwait(0, COMMON);
            copy = copyOfTheStore();
            appendAndAwait(COMMON, LOST);
        }
        bringBack(copy);
        append(COMMON + LOST, LOST + 5);

        try (RunningProjections app = app()) {
            await().atMost(TIMEOUT).untilAsserted(() -> assertBroken(app, "other_history"));
            await().atMost(TIMEOUT).until(() -> app.call("GET", "/readyz") == 503);
            assertThat(app.send("GET", "/metrics").body())
                    .contains(
                            "nodepulse_projection_broken{projection=\"processes\",shard=\"0\"} 1.0");
            assertThat(scrapes()).isEqualTo(COMMON + LOST);

            JsonNode repaired = json(app.send("POST", "/api/projections/processes/repair").body());

            assertThat(repaired.at("/repaired/0/first").asLong()).isEqualTo(firstLost());
            assertThat(repaired.at("/repaired/0/last").asLong()).isEqualTo(lastLost());
            awaitScrapes(COMMON + LOST + LOST + 5);
            assertThat(app.call("POST", "/api/projections/processes/repair")).isEqualTo(409);
            assertThat(app.call("POST", "/api/projections/nothing/repair")).isEqualTo(404);
            assertThat(processes(app).at("/repairs/0/kind").asString()).isEqualTo("other_history");
            app.call("POST", "/api/projections/hosts/repair");
            await().atMost(TIMEOUT).until(() -> app.call("GET", "/readyz") == 200);
        }
    }

    @Test
    void aReadModelOfBeforeTheTrimmedEventsSaysWhatItLacks() throws Exception {
        byte[] token;
        Instant cut = start.plusSeconds((COMMON + 200) * 15L);
        try (RunningProjections app = app()) {
            appendAndAwait(0, COMMON);
            awaitPassed(COMMON * GROUPS);
            token = jdbc.queryForObject(TOKEN, byte[].class);
            appendAndAwait(COMMON, 300);
            awaitPassed((COMMON + 300) * GROUPS);
        }
        long trimmed;
        try (ValkeyEventStore store = ValkeyEventStore.open(settings)) {
            store.shard(0).retention().trim(cut, store.shard(0).head());
            trimmed = store.shard(0).trimmed();
        }
        jdbc.update(
                "UPDATE admiral.tracking_tokens SET token = ? WHERE processor_name = 'processes-0'",
                token);
        for (ProjectionTable table : Grouping.BY_NAME.tables()) {
            jdbc.update("DELETE FROM admiral." + table.name());
        }

        try (RunningProjections app = app()) {
            await().atMost(TIMEOUT).untilAsserted(() -> assertBroken(app, "trimmed"));
            assertThat(broken(app).at("/first").asLong()).isEqualTo(COMMON * GROUPS + 1L);
            assertThat(broken(app).at("/last").asLong()).isEqualTo(trimmed);

            assertThat(app.call("POST", "/api/projections/processes/repair")).isEqualTo(200);

            // Within the retention all is there; before it, what still has its keyframe.
            await().atMost(TIMEOUT).until(() -> scrapesFrom(cut) == 100);
        }
    }

    /**
     * Most projections have long pauses: a server is registered once, and its host may be silent.
     */
    @Test
    void whatAProjectionHadNoUseForMayGoWhileItIsAway() throws Exception {
        Instant cut = start.plusSeconds((COMMON + 200) * 15L);
        try (RunningProjections app = app()) {
            appendHost(start.minusSeconds(1));
            appendAndAwait(0, COMMON + 300);
            awaitPassed((COMMON + 300) * GROUPS + 1);
        }
        try (ValkeyEventStore store = ValkeyEventStore.open(settings)) {
            store.shard(0).retention().trim(cut, store.shard(0).head());
            assertThat(store.shard(0).trimmed()).isGreaterThan(1);
        }

        try (RunningProjections app = app()) {
            appendHost(start.plus(Duration.ofHours(2)));
            await().atMost(TIMEOUT).until(() -> count("host_snapshots") == 2);
            assertThat(app.send("GET", "/api/projections").body())
                    .doesNotContain("\"state\":\"broken\"")
                    .contains("\"state\":\"running\"");
        }
    }

    private static final String TOKEN =
            "SELECT token FROM admiral.tracking_tokens WHERE processor_name = 'processes-0'";

    private static long firstLost() {
        return COMMON * GROUPS + 1L;
    }

    private static long lastLost() {
        return (COMMON + LOST) * GROUPS;
    }

    private RunningProjections app() {
        return RunningProjections.start(url, valkey.uri(), NAMESPACE, 1);
    }

    private void appendAndAwait(int from, int count) {
        append(from, count);
        awaitScrapes(from + count);
    }

    /** By a process that knows nothing of what was there before. */
    private void append(int from, int count) {
        try (ValkeyEventStore store = ValkeyEventStore.open(settings)) {
            Appends appends = new Appends(store);
            for (int i = from; i < from + count; i++) {
                appends.append(
                        server,
                        Appends.scrape(server, start.plusSeconds(15L * i), GROUPS, 0.5 * i));
            }
        }
    }

    private void appendHost(Instant at) {
        try (ValkeyEventStore store = ValkeyEventStore.open(settings)) {
            new Appends(store)
                    .append(
                            server,
                            List.of(
                                    new HostSampled(
                                            server, at, Map.of(HostMetric.LOAD_1MIN, 1.0))));
        }
    }

    private Path copyOfTheStore() throws IOException {
        valkey.close();
        Path copy = directory.resolve("copy");
        copy(directory.resolve("valkey"), copy);
        valkey = ValkeyServer.start(options);
        return copy;
    }

    private void bringBack(Path copy) throws IOException {
        valkey.killHard();
        copy(copy, directory.resolve("valkey"));
        valkey = ValkeyServer.start(options);
    }

    private static void copy(Path from, Path to) throws IOException {
        if (Files.exists(to)) {
            try (Stream<Path> old = Files.walk(to)) {
                for (Path each : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Files.copy(
                        each,
                        to.resolve(from.relativize(each).toString()),
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private long scrapes() {
        return count("process_scrapes");
    }

    private long count(String table) {
        return Objects.requireNonNull(
                jdbc.queryForObject("SELECT count(*) FROM admiral." + table, Long.class));
    }

    private long scrapesFrom(Instant cut) {
        return Objects.requireNonNull(
                jdbc.queryForObject(
                        "SELECT count(*) FROM admiral.process_scrapes WHERE scraped_at >= ?",
                        Long.class,
                        Timestamp.from(cut)));
    }

    private void awaitScrapes(long count) {
        await().atMost(TIMEOUT).ignoreExceptions().until(() -> scrapes() == count);
    }

    private void awaitPassed(long sequence) {
        try (ValkeyEventStore store = ValkeyEventStore.open(settings)) {
            await().atMost(TIMEOUT)
                    .until(
                            () ->
                                    List.of("processes", "hosts").stream()
                                            .allMatch(
                                                    name ->
                                                            store.shard(0)
                                                                            .retention()
                                                                            .passed()
                                                                            .getOrDefault(name, 0L)
                                                                    == sequence));
        }
    }

    private void assertBroken(RunningProjections app, String kind) throws Exception {
        JsonNode processes = processes(app);
        assertThat(processes.at("/state").asString()).isEqualTo("broken");
        assertThat(processes.at("/shards/0/broken/kind").asString()).isEqualTo(kind);
        assertThat(processes.at("/shards/0/broken/reason").asString())
                .contains("nodepulse repair processes");
    }

    private JsonNode broken(RunningProjections app) throws Exception {
        return processes(app).at("/shards/0/broken");
    }

    private static JsonNode processes(RunningProjections app) throws Exception {
        for (JsonNode each : json(app.send("GET", "/api/projections").body()).at("/projections")) {
            if (each.at("/name").asString().equals("processes")) {
                return each;
            }
        }
        throw new AssertionError("no projection is called processes");
    }

    private static JsonNode json(String body) {
        return JsonMapper.shared().readTree(body);
    }
}
