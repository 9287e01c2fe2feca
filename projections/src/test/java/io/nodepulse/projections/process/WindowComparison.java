package io.nodepulse.projections.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nodepulse.projections.dictionary.ServerKey;
import io.nodepulse.projections.sql.Instants;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** What the tree of time says of a window, beside what every single sample says. */
record WindowComparison(JdbcTemplate jdbc) {

    /** Asserts that both agree on (from, to]; {@link Instant#MAX} stands for now. */
    void compare(String what, BruteForce reference, ServerKey server, Instant from, Instant to) {
        Map<String, WindowTotals> expected = reference.window(from, to);
        Map<String, WindowTotals> actual = query(server, from, to);
        String window = "%s, (%s, %s]".formatted(what, from, to);
        assertThat(actual.keySet()).as(window).isEqualTo(expected.keySet());
        expected.forEach(
                (name, total) -> {
                    WindowTotals found = Objects.requireNonNull(actual.get(name));
                    assertAgrees(window + " " + name, found, total);
                });
    }

    private static void assertAgrees(String what, WindowTotals actual, WindowTotals expected) {
        assertThat(actual.samples()).as(what).isEqualTo(expected.samples());
        assertThat(actual.coveredSeconds())
                .as(what)
                .isEqualTo(expected.coveredSeconds(), within(1e-6));
        assertThat(actual.serverCoveredSeconds())
                .as(what)
                .isEqualTo(expected.serverCoveredSeconds(), within(1e-6));
        assertThat(actual.cpuSeconds()).as(what).isEqualTo(expected.cpuSeconds(), within(1e-3));
        assertThat(actual.residentSum()).as(what).isEqualTo(expected.residentSum());
        assertThat(actual.residentMax()).as(what).isEqualTo(expected.residentMax());
        assertThat(actual.lastSeen()).as(what).isEqualTo(expected.lastSeen());
        assertThat(actual.numProcs()).as(what).isEqualTo(expected.numProcs());
        assertThat(actual.residentBytes()).as(what).isEqualTo(expected.residentBytes());
        assertPercent(what, actual.cpuPercent(), expected.cpuPercent());
        assertPercent(what, actual.maxCpuPercent(), expected.maxCpuPercent());
        assertThat(actual.maxCpuAt()).as(what).isEqualTo(expected.maxCpuAt());
    }

    private static void assertPercent(String what, double actual, double expected) {
        assertThat(Double.isNaN(actual)).as(what).isEqualTo(Double.isNaN(expected));
        if (!Double.isNaN(expected)) {
            assertThat(actual).as(what).isEqualTo(expected, within(0.002));
        }
    }

    private static @Nullable Instant maybeInstant(ResultSet row, int column) throws SQLException {
        return row.getObject(column) == null ? null : Instants.instant(row, column);
    }

    private Map<String, WindowTotals> query(ServerKey server, Instant from, Instant to) {
        Map<String, WindowTotals> totals = new HashMap<>();
        jdbc.query(
                """
                        SELECT name, cpu_seconds, cpu_covered_seconds, samples, resident_bytes_sum,
                               resident_bytes_max, last_seen, last_num_procs,
                               coalesce(last_cpu_percent, 'NaN'), last_resident_bytes,
                               server_covered_seconds, coalesce(cpu_percent_max, 'NaN'), cpu_max_at
                        FROM admiral.process_window(?, ?::timestamptz, ?::timestamptz)
                        JOIN admiral.process_names USING (name_key)""",
                row -> {
                    totals.put(
                            row.getString(1),
                            new WindowTotals(
                                    row.getDouble(2),
                                    row.getDouble(3),
                                    row.getDouble(11),
                                    row.getDouble(12),
                                    maybeInstant(row, 13),
                                    row.getLong(4),
                                    row.getDouble(5),
                                    row.getLong(6),
                                    Instants.instant(row, 7),
                                    row.getInt(8),
                                    row.getDouble(9),
                                    row.getLong(10)));
                },
                server.key(),
                from.toString(),
                to.equals(Instant.MAX) ? "infinity" : to.toString());
        return totals;
    }
}
