package io.nodepulse.projections.removal;

import org.springframework.jdbc.core.JdbcTemplate;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * How many rows each table has of a server, counted one by one. Which tables there are is asked of
 * the database: whatever has a column for servers, so that a table of a later day is among them.
 */
final class RowsOfServer {

    private static final String TABLES =
            """
            SELECT c.oid::regclass::text, a.attname
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE c.relnamespace::regnamespace::text LIKE 'admiral%'
              AND c.relkind IN ('r', 'p') AND NOT c.relispartition
              AND a.attname IN ('server_key', 'server_id')""";

    private RowsOfServer() {}

    /** By table; those of a rebuild that is under way are named with their schema. */
    static Map<String, Integer> count(JdbcTemplate jdbc, UUID server) {
        Map<String, Integer> rows = new TreeMap<>();
        jdbc.query(
                TABLES,
                row -> {
                    String table = row.getString(1);
                    String wanted =
                            row.getString(2).equals("server_id")
                                    ? "server_id::text = ?"
                                    : "server_key IN (SELECT server_key FROM admiral.servers"
                                            + " WHERE server_id::text = ?)";
                    Integer count =
                            jdbc.queryForObject(
                                    "SELECT count(*) FROM " + table + " WHERE " + wanted,
                                    Integer.class,
                                    server.toString());
                    rows.merge(table.replaceFirst("^admiral\\.", ""), count, Math::max);
                });
        return rows;
    }
}
