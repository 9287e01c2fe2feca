-- A rebuild fills tables of the same names in a schema of its own, which then take the place of
-- those that are served.
CREATE SCHEMA admiral_rebuild;

-- The rebuilds that are under way. Their tables and tokens survive a restart, so they go on.
CREATE TABLE admiral.rebuilds (
    projection text PRIMARY KEY,
    started_at timestamptz NOT NULL DEFAULT now()
);

-- Makes an empty table like a served one: columns, storage, keys, partitioning and options.
CREATE FUNCTION admiral.begin_rebuild(name text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    served      regclass := format('admiral.%I', name)::regclass;
    partitioned text;
    options     text;
BEGIN
    SELECT ' PARTITION BY ' || pg_get_partkeydef(c.oid), ' WITH (' || array_to_string(c.reloptions, ', ') || ')'
    INTO partitioned, options
    FROM pg_class c
    WHERE c.oid = served;

    EXECUTE format('DROP TABLE IF EXISTS admiral_rebuild.%I', name);
    EXECUTE format('CREATE TABLE admiral_rebuild.%I (LIKE %s INCLUDING ALL)', name, served)
        || coalesce(partitioned, '') || coalesce(options, '');
END $$;

-- Puts rebuilt tables in the place of the served ones, and views on them, in the transaction of the
-- caller. With an empty search path views are written with qualified names.
CREATE FUNCTION admiral.finish_rebuild(names text[]) RETURNS void
LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
    each record;
    name text;
    views text[] := '{}';
BEGIN
    FOR each IN
        SELECT DISTINCT v.oid::regclass AS view, pg_get_viewdef(v.oid) AS definition
        FROM pg_depend d
        JOIN pg_rewrite r ON r.oid = d.objid AND d.classid = 'pg_rewrite'::regclass
        JOIN pg_class v ON v.oid = r.ev_class AND v.relkind = 'v'
        WHERE d.refobjid = ANY (SELECT format('admiral.%I', n)::regclass FROM unnest(names) n)
    LOOP
        views := views || format('CREATE VIEW %s AS %s', each.view, each.definition);
        EXECUTE format('DROP VIEW %s', each.view);
    END LOOP;
    FOREACH name IN ARRAY names LOOP
        EXECUTE format('DROP TABLE admiral.%I', name);
        FOR each IN
            SELECT oid::regclass AS moved FROM pg_class WHERE oid = format('admiral_rebuild.%I', name)::regclass
            UNION ALL
            SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = format('admiral_rebuild.%I', name)::regclass
        LOOP
            EXECUTE format('ALTER TABLE %s SET SCHEMA admiral', each.moved);
        END LOOP;
    END LOOP;
    FOREACH name IN ARRAY views LOOP
        EXECUTE name;
    END LOOP;
END $$;
