package io.nodepulse.projections.rebuild;

import io.nodepulse.projections.partition.ProjectionTable;
import io.nodepulse.projections.readmodel.ReadModel;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import java.time.Instant;

/**
 * Puts rebuilt rows of one server in the place of served ones, in the transaction of the caller.
 * Thread-safe.
 */
record ServerRows(JdbcTemplate jdbc) {

    private static final String OF_SERVER = "server_key = ?";

    private static final String SCRAPES =
            OF_SERVER + " AND scraped_at > ?::timestamptz AND scraped_at <= ?::timestamptz";

    private static final String BUCKETS =
            OF_SERVER + " AND bucket_start >= ?::timestamptz AND bucket_start < ?::timestamptz";

    void replace(ProjectionTable table, int serverKey, Exchange exchange) {
        if (table.isPartitioned()) {
            replace(
                    table.name(),
                    table.isOfBuckets() ? BUCKETS : SCRAPES,
                    serverKey,
                    text(exchange.after(), "-infinity"),
                    text(exchange.until(), "infinity"));
        } else if (exchange.live()) {
            replace(table.name(), OF_SERVER, serverKey);
        }
    }

    private static String text(@Nullable Instant at, String otherwise) {
        return at == null ? otherwise : at.toString();
    }

    private void replace(String table, String which, Object... values) {
        String served = ReadModel.SERVED + "." + table;
        jdbc.update("DELETE FROM %s WHERE %s".formatted(served, which), values);
        jdbc.update(
                "INSERT INTO %s SELECT * FROM %s.%s WHERE %s"
                        .formatted(served, RebuildTables.SCHEMA, table, which),
                values);
    }
}
