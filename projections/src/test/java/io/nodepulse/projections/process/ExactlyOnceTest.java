package io.nodepulse.projections.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodepulse.embedded.EmbeddedValkey;
import io.nodepulse.embedded.LongRun;
import io.nodepulse.embedded.PostgresOptions;
import io.nodepulse.embedded.PostgresServer;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.projections.Appends;
import io.nodepulse.projections.KeptConnection;
import io.nodepulse.projections.ProjectionsProcess;
import io.nodepulse.projections.SteadyAppends;
import io.nodepulse.projections.TestReadModel;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * No scrape is lost or counted twice, whatever is killed in mid-batch: the projector, PostgreSQL,
 * or the connections between them.
 */
class ExactlyOnceTest {

    private static final String NAMESPACE = "exactly-once";
    private static final int GROUPS = 20;

    /** Each is a start of the service, and comes at another moment of a batch. */
    private static final int KILLS = LongRun.of(1, 10);

    private static final Duration TIMEOUT = Duration.ofSeconds(120);
    private static final Instant START = Instant.parse("2026-03-10T00:00:00Z");

    @TempDir Path directory;

    private final List<UUID> servers = Stream.generate(UUID::randomUUID).limit(12).toList();
    private final AtomicLong projected = new AtomicLong();
    private volatile int rounds;
    private PostgresServer postgres;
    private SingleConnectionDataSource kept;
    private JdbcTemplate jdbc;

    @BeforeEach
    void start() {
        postgres = PostgresServer.start(PostgresOptions.in(directory));
        kept = KeptConnection.to(postgres.jdbcUrl());
        jdbc = new JdbcTemplate(kept);
    }

    @AfterEach
    void stop() {
        kept.close();
        postgres.close();
    }

    @Test
    void everyScrapeCountsOnceThroughKillsRestartsAndCuts() throws Exception {
        EventStoreSettings settings =
                EventStoreSettings.at(EmbeddedValkey.shared().uri()).withNamespace(NAMESPACE);
        try (ValkeyEventStore store = ValkeyEventStore.open(settings)) {
            int port = postgres.port();
            String url = postgres.jdbcUrl();
            Appends appends = new Appends(store);
            try (SteadyAppends arriving =
                    new SteadyAppends(() -> appendRound(appends), this::appended, projected::get)) {
                for (int i = 0; i < KILLS; i++) {
                    try (ProjectionsProcess projector = start(url)) {
                        awaitMore(500, arriving);
                        projector.kill();
                    }
                }
                try (ProjectionsProcess projector = start(url)) {
                    awaitMore(400, arriving);
                    cutConnections();
                    awaitMore(400, arriving);
                    postgres.killHard();
                    postgres = PostgresServer.start(PostgresOptions.in(directory).withPort(port));
                    kept.resetConnection();
                    awaitMore(400, arriving);
                    arriving.close();
                    awaitScrapes(appended(), arriving);
                    projector.kill();
                }
            }
            verify(url);
        }
    }

    private static ProjectionsProcess start(String url) throws Exception {
        return ProjectionsProcess.start(url, EmbeddedValkey.shared().uri(), NAMESPACE);
    }

    private void appendRound(Appends appends) {
        Instant at = START.plusSeconds(7L * rounds);
        for (UUID server : servers) {
            appends.append(server, Appends.scrape(server, at, GROUPS, 0.25 * rounds));
        }
        rounds++;
    }

    private long appended() {
        return (long) rounds * servers.size();
    }

    private void awaitMore(long scrapes, SteadyAppends arriving) {
        awaitScrapes(scrapes() + scrapes, arriving);
    }

    /** Only that nothing comes any more is a failure, however much there is to come. */
    private void awaitScrapes(long atLeast, SteadyAppends arriving) {
        while (projected.get() < atLeast) {
            long before = projected.get();
            await().atMost(TIMEOUT)
                    .alias("more than %d of %d scrapes".formatted(before, atLeast))
                    .ignoreExceptionsInstanceOf(DataAccessException.class)
                    .until(
                            () -> {
                                assertThat(arriving.hasFailed()).isFalse();
                                projected.set(scrapes());
                                return projected.get() > before;
                            });
        }
    }

    /** 0 while the tables are not there yet. */
    private long scrapes() {
        Boolean there =
                jdbc.queryForObject(
                        "SELECT to_regclass('admiral.process_scrapes') IS NOT NULL", Boolean.class);
        if (!Boolean.TRUE.equals(there)) {
            return 0;
        }
        Long count =
                jdbc.queryForObject("SELECT count(*) FROM admiral.process_scrapes", Long.class);
        return count == null ? 0 : count;
    }

    private void cutConnections() {
        jdbc.query(
                """
                        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                        WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'""",
                row -> {});
    }

    private void verify(String url) {
        try (TestReadModel model = TestReadModel.at(url)) {
            assertThat(scrapes()).isEqualTo((long) rounds * servers.size());
            WindowComparison windows = new WindowComparison(model.jdbc());
            for (UUID server : servers) {
                BruteForce reference = BruteForce.read(model.jdbc(), server);
                assertThat(reference.size()).isEqualTo(rounds * GROUPS);
                windows.compare(
                        "server " + server,
                        reference,
                        model.dictionaries().servers().get(server),
                        START.minus(Duration.ofDays(2)),
                        Instant.MAX);
            }
        }
    }
}
