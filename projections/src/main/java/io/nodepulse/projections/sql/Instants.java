package io.nodepulse.projections.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Instants in rows. */
public final class Instants {

    private Instants() {}

    /** The timestamptz in that column, not null, in milliseconds since 1970. */
    public static long millis(ResultSet row, int column) throws SQLException {
        return instant(row, column).toEpochMilli();
    }

    /** The timestamptz in that column, not null. */
    public static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
