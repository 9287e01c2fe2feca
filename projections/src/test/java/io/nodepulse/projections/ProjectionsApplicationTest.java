package io.nodepulse.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;

import io.nodepulse.embedded.EmbeddedPostgres;
import io.nodepulse.embedded.EmbeddedValkey;
import io.nodepulse.events.Exporter;
import io.nodepulse.events.HostMetric;
import io.nodepulse.events.HostSampled;
import io.nodepulse.events.ServerRegistered;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.projections.ProjectionsConfiguration.ServedProjections;
import io.nodepulse.projections.partition.ProjectionTable;
import io.nodepulse.projections.status.StatusReader;
import io.nodepulse.projections.stream.ProjectionKind;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The whole module between a real Valkey and a real PostgreSQL. */
class ProjectionsApplicationTest {

    private static ConfigurableApplicationContext context;

    @BeforeAll
    static void start() {
        context =
                ProjectionsApplication.application()
                        .properties(
                                Map.of(
                                        "spring.datasource.url",
                                        EmbeddedPostgres.newDatabase(),
                                        "spring.datasource.hikari.maximum-pool-size",
                                        20,
                                        "nodepulse.valkey.uri",
                                        EmbeddedValkey.shared().uri(),
                                        "nodepulse.valkey.namespace",
                                        "projections-test",
                                        "nodepulse.admin.token",
                                        RunningProjections.ADMIN_TOKEN,
                                        "nodepulse.access.reading",
                                        "open",
                                        "server.port",
                                        0,
                                        "server.address",
                                        "127.0.0.1"))
                        .run();
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @Test
    void everyExporterHasAProjectionAndEveryDayPartitionAKeeper() {
        Stream<ProjectionTable> tables =
                context.getBeansOfType(ProjectionKind.class).values().stream()
                        .flatMap(kind -> kind.tables().stream());
        assertThat(
                        tables.collect(
                                Collectors.toMap(
                                        ProjectionTable::name, ProjectionTable::isPartitioned)))
                .isEqualTo(tablesOfTimes());
        assertThat(
                        context.getBean(ServedProjections.class).all().stream()
                                .flatMap(each -> each.supportedEvents().stream()))
                .containsAll(
                        Arrays.stream(Exporter.values())
                                .map(each -> each.sampleType().qualifiedName())
                                .toList());
    }

    /** Whether each is partitioned: all with a time or names of a scrape, by the database. */
    private static Map<String, Boolean> tablesOfTimes() {
        Map<String, Boolean> tables = new HashMap<>();
        context.getBean(JdbcTemplate.class)
                .query(
                        """
                        SELECT DISTINCT relname, relkind = 'p'
                        FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
                        WHERE relnamespace = 'admiral'::regnamespace
                          AND relkind IN ('r', 'p') AND NOT relispartition
                          AND attname IN ('scraped_at', 'bucket_start', 'as_of', 'name_keys')""",
                        row -> {
                            tables.put(row.getString(1), row.getBoolean(2));
                        });
        return tables;
    }

    /** What one that was killed left open, or locked, holds up the others for so long. */
    @Test
    void transactionsAndLocksAreNotWaitedForWithoutEnd() {
        JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
        assertThat(jdbc.queryForObject("SHOW idle_in_transaction_session_timeout", String.class))
                .isEqualTo("1min");
        assertThat(jdbc.queryForObject("SHOW lock_timeout", String.class)).isEqualTo("30s");
        assertThat(jdbc.queryForObject("SHOW plan_cache_mode", String.class))
                .isEqualTo("force_generic_plan");
        assertThat(context.getBean(HikariDataSource.class).getDataSourceProperties())
                .containsEntry("socketTimeout", "120")
                .containsEntry("tcpKeepAlive", "true");
    }

    @Test
    void eventsBecomeRows() {
        Appends appends = new Appends(context.getBean(ValkeyEventStore.class));
        JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
        UUID server = UUID.randomUUID();
        Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        appends.append(server, List.of(new ServerRegistered(server, "web-1", "0".repeat(64), at)));
        appends.append(server, Appends.scrape(server, at, 3, 1.0));
        appends.append(server, Appends.scrape(server, at.plusSeconds(15), 3, 4.0));
        appends.append(
                server,
                List.of(new HostSampled(server, at, Map.of(HostMetric.PROCESSES_TOTAL, 321.0))));

        await().untilAsserted(
                        () ->
                                assertThat(
                                                jdbc.queryForList(
                                                        """
                                                        SELECT process_name || ' ' || avg_cpu_percent
                                                        FROM admiral.process_rolling
                                                        WHERE server_id = ? AND window_hours = 1
                                                        ORDER BY process_name""",
                                                        String.class,
                                                        server))
                                        .containsExactly("group-0 20", "group-1 20", "group-2 20"));
        await().untilAsserted(
                        () ->
                                assertThat(
                                                jdbc.queryForList(
                                                        """
                                                        SELECT name || ' ' || processes_total
                                                        FROM admiral.host_live
                                                        JOIN admiral.servers USING (server_key)
                                                        WHERE server_id = ?""",
                                                        String.class,
                                                        server))
                                        .containsExactly("web-1 321"));
    }

    @Test
    void rebuiltTablesEqualTheLiveOnesAndTakeTheirPlace() throws Exception {
        Appends appends = new Appends(context.getBean(ValkeyEventStore.class));
        JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
        Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofHours(3));
        List<UUID> servers = Stream.generate(UUID::randomUUID).limit(8).toList();
        for (int i = 0; i < 200; i++) {
            Instant at = start.plusSeconds(53L * i);
            for (UUID server : servers) {
                appends.append(server, Appends.scrape(server, at, 1 + i % 7, 0.3 * i));
                Map<HostMetric, Double> figures = Map.of(HostMetric.CPU_IDLE_SECONDS, 10.0 * i);
                appends.append(server, List.of(new HostSampled(server, at, figures)));
            }
        }
        awaitCaughtUp();
        Map<String, String> before = Checksums.of(jdbc);
        List<Integer> tables = tableIds(jdbc);

        for (String projection : List.of("processes", "hosts")) {
            assertThat(post("/api/projections/" + projection + "/rebuild", "wrong").statusCode())
                    .isEqualTo(401);
            assertThat(
                            post(
                                            "/api/projections/" + projection + "/rebuild",
                                            RunningProjections.ADMIN_TOKEN)
                                    .statusCode())
                    .isEqualTo(202);
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> tableIds(jdbc).stream().noneMatch(tables::contains));
        assertThat(Checksums.of(jdbc)).isEqualTo(before);

        appends.append(
                servers.getFirst(),
                Appends.scrape(
                        servers.getFirst(), Instant.now().truncatedTo(ChronoUnit.MILLIS), 3, 1));
        await().until(() -> !Checksums.of(jdbc).equals(before));
        assertThat(
                        post("/api/projections/none/rebuild", RunningProjections.ADMIN_TOKEN)
                                .statusCode())
                .isEqualTo(404);
    }

    private static List<Integer> tableIds(JdbcTemplate jdbc) {
        return jdbc.query(
                """
                SELECT oid::integer FROM pg_class
                WHERE relnamespace = 'admiral'::regnamespace
                  AND relname IN ('process_live', 'host_live')""",
                (row, n) -> row.getInt(1));
    }

    private static void awaitCaughtUp() {
        StatusReader statuses = context.getBean(StatusReader.class);
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                statuses.read().stream()
                                        .flatMap(each -> each.shards().stream())
                                        .allMatch(shard -> Objects.equals(shard.lagEvents(), 0L)));
    }

    private static HttpResponse<String> post(String path, String token) throws Exception {
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Authorization", "Bearer " + token)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
