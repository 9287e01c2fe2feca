package io.nodepulse.projections.removal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.projections.TestReadModel;
import io.nodepulse.projections.host.HostProjector;
import io.nodepulse.projections.partition.ProjectionTable;
import io.nodepulse.projections.process.Grouping;
import io.nodepulse.projections.stream.ProjectionKind;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.JdbcTemplate;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** The history of servers goes, and of those that stay nothing. */
class HistoryRemovalTest {

    private static final int ROWS = 3_500;
    private static final LocalDate DAY = LocalDate.parse("2026-03-01");
    private static final UUID LEAVES = new UUID(1, 1);
    private static final UUID STAYS = new UUID(1, 2);

    private final TestReadModel database = TestReadModel.create();
    private final JdbcTemplate jdbc = database.jdbc();

    @BeforeEach
    void fill() {
        for (int day = 0; day < 2; day++) {
            database.partitions().ensure("admiral.host_snapshots", List.of(DAY.plusDays(day)));
        }
        for (UUID server : List.of(LEAVES, STAYS)) {
            jdbc.update("INSERT INTO admiral.servers (server_id) VALUES (?)", server);
            jdbc.update(
                    """
                    INSERT INTO admiral.host_snapshots (server_key, scraped_at)
                    SELECT server_key, ?::date + i * interval '40 s'
                    FROM admiral.servers, generate_series(0, ?) AS i WHERE server_id = ?""",
                    DAY,
                    ROWS - 1,
                    server);
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static HistoryRemoval removal(JdbcTemplate jdbc) {
        return new HistoryRemoval(
                jdbc,
                List.of(
                        kind(HostProjector.NAME, HostProjector.TABLES),
                        kind(Grouping.BY_NAME.projection(), Grouping.BY_NAME.tables())));
    }

    private static ProjectionKind kind(String name, List<ProjectionTable> tables) {
        return new ProjectionKind(
                name,
                tables,
                Duration.ofMinutes(1),
                (model, projection, shard) -> {
                    throw new UnsupportedOperationException();
                });
    }

    private void leave() {
        jdbc.update(
                """
                INSERT INTO admiral.removals (projection, server_key)
                SELECT 'hosts', server_key FROM admiral.servers WHERE server_id = ?""",
                LEAVES);
    }

    private int left(UUID server) {
        return RowsOfServer.count(jdbc, server).getOrDefault("host_snapshots", -1);
    }

    @Test
    void severalMayRemoveTheSame() {
        leave();
        CompletableFuture<?>[] all = new CompletableFuture<?>[4];
        for (int i = 0; i < all.length; i++) {
            all[i] = CompletableFuture.runAsync(removal(jdbc)::advance);
        }
        CompletableFuture.allOf(all).join();

        assertThat(left(LEAVES)).isZero();
        assertThat(left(STAYS)).isEqualTo(ROWS);
        assertThat(RowsOfServer.count(jdbc, LEAVES)).containsEntry("removals", 0);
    }

    @Test
    void whatIsCutOffGoesOn() {
        leave();
        AtomicInteger statements = new AtomicInteger();
        JdbcTemplate failing =
                new JdbcTemplate(database.dataSource()) {
                    @Override
                    public int update(String sql, @Nullable Object @Nullable ... values) {
                        if (statements.incrementAndGet() > 2) {
                            throw new TransientDataAccessResourceException("killed");
                        }
                        return super.update(sql, values);
                    }
                };

        assertThatThrownBy(removal(failing)::advance)
                .isInstanceOf(TransientDataAccessResourceException.class);
        assertThat(left(LEAVES)).isEqualTo(ROWS - 2_000);

        removal(jdbc).advance();

        assertThat(left(LEAVES)).isZero();
        assertThat(left(STAYS)).isEqualTo(ROWS);
    }

    @Test
    void whatNobodyLeftStays() {
        removal(jdbc).advance();

        assertThat(left(LEAVES)).isEqualTo(ROWS);
    }
}
