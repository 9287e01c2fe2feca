-- Day partitions, in UTC. A partition is built beside its parent and then attached, which locks out
-- neither readers nor writers; CREATE TABLE … PARTITION OF would.

CREATE FUNCTION admiral.ensure_partition(parent regclass, day date) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    parent_schema text;
    partition     text;
BEGIN
    SELECT n.nspname, c.relname || to_char(day, '_YYYYMMDD') INTO parent_schema, partition
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.oid = parent;

    PERFORM pg_advisory_xact_lock(hashtextextended(parent_schema || '.' || partition, 0));
    IF to_regclass(format('%I.%I', parent_schema, partition)) IS NOT NULL THEN
        RETURN;
    END IF;
    EXECUTE format('CREATE TABLE %I.%I (LIKE %s INCLUDING ALL)', parent_schema, partition, parent);
    EXECUTE format(
        'ALTER TABLE %s ATTACH PARTITION %I.%I FOR VALUES FROM (%L) TO (%L)',
        parent, parent_schema, partition,
        day::timestamp AT TIME ZONE 'UTC', (day + 1)::timestamp AT TIME ZONE 'UTC');
END $$;

-- Every day partition, with the day it holds.
CREATE VIEW admiral.partitions AS
SELECT i.inhparent::regclass AS parent,
       c.oid::regclass AS partition,
       to_date(right(c.relname, 8), 'YYYYMMDD') AS day
FROM pg_inherits i
JOIN pg_class c ON c.oid = i.inhrelid
JOIN pg_class p ON p.oid = i.inhparent
WHERE p.relkind = 'p' AND c.relkind = 'r' AND c.relname ~ '_[0-9]{8}$';
