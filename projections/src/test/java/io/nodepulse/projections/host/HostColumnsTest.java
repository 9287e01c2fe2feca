package io.nodepulse.projections.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.embedded.EmbeddedPostgres;
import io.nodepulse.events.Figure;
import io.nodepulse.events.HostMetric;
import io.nodepulse.projections.ProjectionsConfiguration;
import io.nodepulse.projections.TestReadModel;
import io.nodepulse.projections.readmodel.ReadModel;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import java.util.Map;
import java.util.TreeMap;

/** The migrated database against the table of host figures: a column of the right type for each. */
class HostColumnsTest {

    private static final String REAL = "double precision";

    /** The version after which figures were first added. */
    private static final String BEFORE_NEW_FIGURES = "8";

    @Test
    void everyFigureHasItsColumn() {
        try (TestReadModel database = TestReadModel.create()) {
            assertThat(columns(database.jdbc(), "admiral", HostTables.SNAPSHOTS))
                    .isEqualTo(snapshots());
            assertThat(columns(database.jdbc(), "admiral", HostTables.LIVE)).isEqualTo(live());
        }
    }

    /** A rebuild goes on after an upgrade, in the tables that it was begun with. */
    @Test
    void tablesOfARebuildThatIsUnderWayGetTheSame() {
        String address = EmbeddedPostgres.newDatabase();
        Flyway.configure()
                .dataSource(address, null, null)
                .locations(ProjectionsConfiguration.MIGRATIONS)
                .defaultSchema(ReadModel.SERVED)
                .createSchemas(true)
                .target(BEFORE_NEW_FIGURES)
                .load()
                .migrate();
        try (TestReadModel database = beginRebuild(address)) {
            assertThat(columns(database.jdbc(), "admiral_rebuild", HostTables.SNAPSHOTS))
                    .isEqualTo(snapshots());
            assertThat(columns(database.jdbc(), "admiral_rebuild", HostTables.LIVE))
                    .isEqualTo(live());
        }
    }

    private static TestReadModel beginRebuild(String address) {
        JdbcTemplate jdbc = new JdbcTemplate(new DriverManagerDataSource(address));
        HostProjector.TABLES.forEach(
                table -> jdbc.query("SELECT admiral.begin_rebuild(?)", row -> {}, table.name()));
        return TestReadModel.at(address);
    }

    private static Map<String, String> snapshots() {
        Map<String, String> columns = new TreeMap<>();
        columns.put("server_key", "integer");
        columns.put("scraped_at", "timestamp with time zone");
        for (HostMetric metric : HostMetric.values()) {
            boolean whole = metric.figure().type() == Figure.Type.WHOLE;
            columns.put(metric.field(), whole ? "bigint" : REAL);
        }
        HostRow.DERIVED.forEach(column -> columns.put(column, REAL));
        return columns;
    }

    private static Map<String, String> live() {
        Map<String, String> columns = snapshots();
        columns.put("interval_ms", "integer");
        columns.put("cpu_history", "ARRAY");
        columns.put("cpu_history_covered_ms", "ARRAY");
        columns.put("cpu_history_until", "timestamp with time zone");
        return columns;
    }

    private static Map<String, String> columns(JdbcTemplate jdbc, String schema, String table) {
        Map<String, String> columns = new TreeMap<>();
        jdbc.query(
                """
                SELECT column_name, data_type FROM information_schema.columns
                WHERE table_schema = ? AND table_name = ?""",
                row -> {
                    columns.put(row.getString(1), row.getString(2));
                },
                schema,
                table);
        return columns;
    }
}
