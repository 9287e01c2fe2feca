-- The names that a server has had on the day of its last scrape, by key, ascending: what its quota of names
-- is counted by. Part of the projection `processes`, so that a rebuild counts anew.
CREATE TABLE admiral.process_names_of_day (
    server_key integer PRIMARY KEY,
    -- Days since 1970, UTC.
    day        bigint NOT NULL,
    name_keys  integer[] NOT NULL
) WITH (fillfactor = 50);

-- Tables of a rebuild that is under way were made without it.
DO $$
BEGIN
    IF to_regclass('admiral_rebuild.process_live') IS NOT NULL THEN
        PERFORM admiral.begin_rebuild('process_names_of_day');
    END IF;
END $$;
