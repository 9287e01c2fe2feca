-- V3 and V5 were once written for PostgreSQL 18 only and are now in words that 15 knows too. They make
-- the same, so databases that ran the earlier text go on: (version, checksum then, checksum now).
DO $$
BEGIN
    IF to_regclass('admiral.flyway_schema_history') IS NOT NULL THEN
        UPDATE admiral.flyway_schema_history AS history
        SET checksum = text.now
        FROM (VALUES
            ('3', 2013110254, -1574645721),
            ('5', -1227469230, -560277529)
        ) AS text (version, earlier, now)
        WHERE history.version = text.version AND history.checksum = text.earlier;
    END IF;
END $$;
