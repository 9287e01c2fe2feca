package io.nodepulse.projections.dictionary;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

import java.time.Duration;
import java.util.Objects;

/**
 * Takes the names of processes and units out of the dictionary that no row holds any more. A name
 * was last used on the day that it bears, so it stands in no partition of a later one: once the
 * oldest partition there is, of the served tables or of a rebuild, is some days younger, only the
 * rows that are no history can still hold it, and those are looked at.
 */
public final class NameSweep {

    /** How often to look. */
    public static final Duration PERIOD = Duration.ofHours(1);

    /** For clocks that differ, scrapes of tomorrow, and who still remembers a key of yesterday. */
    private static final int SPARE_DAYS = 3;

    private static final Logger log = LoggerFactory.getLogger(NameSweep.class);

    /** Used before that day: in no partition. No partition at all: none is. */
    private static final String LAST_DAY =
            """
            SELECT min(to_date(right(child.relname, 8), 'YYYYMMDD')) - %d
            FROM pg_inherits
            JOIN pg_class child ON child.oid = inhrelid
            JOIN pg_class parent ON parent.oid = inhparent
            WHERE parent.relkind = 'p' AND parent.relname SIMILAR TO '(process|unit)!_%%' ESCAPE '!'"""
                    .formatted(SPARE_DAYS);

    private static final String ANY_UNUSED =
            "SELECT EXISTS (SELECT FROM admiral.process_names WHERE used_on < (%s))"
                    .formatted(LAST_DAY);

    /** The day is asked of the name itself, which may be taken into use meanwhile. */
    private static final String SWEEP =
            """
            WITH held AS MATERIALIZED (
                SELECT admiral.cell(cells, 0, i)::integer AS name_key
                FROM (SELECT cells || ''::bytea AS cells FROM admiral.process_live
                      UNION ALL
                      SELECT cells || ''::bytea FROM admiral.process_open
                      UNION ALL
                      SELECT cells || ''::bytea FROM admiral.unit_live
                      UNION ALL
                      SELECT cells || ''::bytea FROM admiral.unit_open) rows,
                     generate_series(0, admiral.cell_rows(cells) - 1) i
                UNION
                SELECT unnest(name_keys) FROM admiral.process_names_of_day
                UNION
                SELECT unnest(name_keys) FROM admiral.unit_names_of_day)
            DELETE FROM admiral.process_names name
            WHERE used_on < (%s)
              AND NOT EXISTS (SELECT FROM held WHERE held.name_key = name.name_key)"""
                    .formatted(LAST_DAY);

    private final JdbcTemplate jdbc;

    public NameSweep(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** How many names left. */
    public int sweep() {
        if (!Objects.requireNonNull(jdbc.queryForObject(ANY_UNUSED, Boolean.class))) {
            return 0;
        }
        int swept = jdbc.update(SWEEP);
        if (swept > 0) {
            log.info(
                    "{} names of processes and units that no row holds left the dictionary", swept);
        }
        return swept;
    }
}
