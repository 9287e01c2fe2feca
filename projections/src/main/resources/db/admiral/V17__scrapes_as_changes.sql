-- A scrape of processes is stored as what differs from a whole one of the same server, its keyframe, which
-- is at most some minutes older and lies in the same day partition. Rows of before are whole, and stay.

ALTER TABLE admiral.process_scrapes
    ALTER COLUMN name_keys DROP NOT NULL,
    ALTER COLUMN num_procs DROP NOT NULL,
    ALTER COLUMN cpu_seconds DROP NOT NULL,
    ALTER COLUMN resident_bytes DROP NOT NULL,
    ADD COLUMN keyframe_at timestamptz,
    ADD COLUMN changes bytea;

-- The newest whole scrape: what a projector remembers as such is one only if it stands here.
ALTER TABLE admiral.process_live
    ADD COLUMN keyframe_at timestamptz;

-- Tables of a rebuild that is under way were made without them.
DO $$
BEGIN
    IF to_regclass('admiral_rebuild.process_scrapes') IS NOT NULL THEN
        ALTER TABLE admiral_rebuild.process_scrapes
            ALTER COLUMN name_keys DROP NOT NULL,
            ALTER COLUMN num_procs DROP NOT NULL,
            ALTER COLUMN cpu_seconds DROP NOT NULL,
            ALTER COLUMN resident_bytes DROP NOT NULL,
            ADD COLUMN keyframe_at timestamptz,
            ADD COLUMN changes bytea;
        ALTER TABLE admiral_rebuild.process_live
            ADD COLUMN keyframe_at timestamptz;
    END IF;
END $$;

-- LEB128 varints, one after the other. Appending nothing makes a plain copy once; otherwise each call
-- of get_byte would decompress a long value again.
CREATE FUNCTION admiral.varints(packed bytea) RETURNS bigint[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    bytes   bytea := packed || ''::bytea;
    numbers bigint[] := '{}';
    number  bigint := 0;
    shift   integer := 0;
    each    integer;
BEGIN
    FOR place IN 0 .. length(bytes) - 1 LOOP
        each := get_byte(bytes, place);
        IF each >= 128 THEN
            number := number | ((each - 128)::bigint << shift);
            shift := shift + 7;
        ELSE
            numbers := numbers || (number | (each::bigint << shift));
            number := 0;
            shift := 0;
        END IF;
    END LOOP;
    RETURN numbers;
END $$;

-- The signed number that a zigzag varint stands for.
CREATE FUNCTION admiral.signed(zigzag bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (zigzag >> 1) # -(zigzag & 1);

-- The process groups of a scrape, as rows: those of its keyframe, with its changes applied as
-- docs/formats/scrape-changes.md draws them. Without changes the keyframe is the scrape itself.
CREATE FUNCTION admiral.scrape_rows(
    names    integer[],
    procs    integer[],
    cpu      double precision[],
    resident bigint[],
    changes  bytea)
RETURNS TABLE (
    name_key       integer,
    num_procs      integer,
    cpu_seconds    double precision,
    resident_bytes bigint,
    place          bigint)
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE ROWS 150 AS $$
DECLARE
    numbers bigint[] := admiral.varints(changes);
    next    integer := 4;
    code    bigint;
    at      integer := 0;
    born    integer := 0;
    gone    integer[] := '{}';
BEGIN
    IF changes IS NULL THEN
        RETURN QUERY SELECT * FROM unnest(names, procs, cpu, resident) WITH ORDINALITY;
        RETURN;
    END IF;
    IF numbers[1] IS DISTINCT FROM 1 THEN
        RAISE EXCEPTION 'changes of a scrape have format %, not 1', numbers[1];
    END IF;
    FOR i IN 1 .. numbers[2] LOOP
        born := born + numbers[next];
        next := next + 1;
        names := names || born;
        procs := procs || 0;
        cpu := cpu || 0::double precision;
        resident := resident || 0::bigint;
    END LOOP;
    FOR i IN 1 .. numbers[3] LOOP
        at := at + 1 + numbers[next];
        next := next + 1;
        gone := gone || at;
    END LOOP;
    at := 0;
    WHILE next <= cardinality(numbers) LOOP
        code := numbers[next];
        at := at + 1 + (code >> 5);
        next := next + 1;
        IF code & 1 <> 0 THEN
            procs[at] := procs[at] + admiral.signed(numbers[next]);
            next := next + 1;
        END IF;
        IF code & 2 <> 0 THEN
            cpu[at] := (round(cpu[at] * 100) + admiral.signed(numbers[next])) / 100;
            next := next + 1;
        END IF;
        IF code & 4 <> 0 THEN
            cpu[at] := cpu[at]
                + admiral.signed(numbers[next]) * power(2::double precision, -numbers[next + 1]);
            next := next + 2;
        END IF;
        IF code & 8 <> 0 THEN
            resident[at] := resident[at] + 4096 * admiral.signed(numbers[next]);
            next := next + 1;
        END IF;
        IF code & 16 <> 0 THEN
            resident[at] := resident[at] + numbers[next];
            next := next + 1;
        END IF;
    END LOOP;
    IF numbers[2] = 0 AND numbers[3] = 0 THEN
        RETURN QUERY SELECT * FROM unnest(names, procs, cpu, resident) WITH ORDINALITY;
    ELSE
        RETURN QUERY
            SELECT each.name, each.procs, each.cpu, each.resident, row_number() OVER (ORDER BY each.name)
            FROM unnest(names, procs, cpu, resident) WITH ORDINALITY
                 AS each (name, procs, cpu, resident, at)
            WHERE each.at <> ALL (gone);
    END IF;
END $$;

-- The seed's table, column for column, over the scrapes.
CREATE OR REPLACE VIEW admiral.process_snapshots AS
SELECT scrape.first_id + ((sample.place - 1) << 10) AS id,
       server.server_id::text AS server_id,
       scrape.scraped_at AS "timestamp",
       process.name AS process_name,
       sample.num_procs,
       sample.cpu_seconds AS cpu_seconds_total,
       sample.resident_bytes AS memory_bytes,
       scrape.created_at
FROM admiral.servers server
JOIN admiral.process_scrapes scrape ON scrape.server_key = server.server_key
JOIN admiral.process_scrapes keyframe
  ON keyframe.server_key = scrape.server_key
 AND keyframe.scraped_at = coalesce(scrape.keyframe_at, scrape.scraped_at)
CROSS JOIN LATERAL admiral.scrape_rows(
    keyframe.name_keys, keyframe.num_procs, keyframe.cpu_seconds, keyframe.resident_bytes,
    scrape.changes
) AS sample
JOIN admiral.process_names process ON process.name_key = sample.name_key;
