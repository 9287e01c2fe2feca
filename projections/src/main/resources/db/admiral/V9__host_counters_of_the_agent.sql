-- Figures that the agent counts itself: CPU time since it began to count, per CPU and then summed up, and
-- when it began, in seconds since 1970. Counters of two starts are not compared.
ALTER TABLE admiral.host_snapshots
    ADD COLUMN cpu_busy_seconds_total  double precision,
    ADD COLUMN cpu_total_seconds_total double precision,
    ADD COLUMN counters_start_seconds  double precision;

ALTER TABLE admiral.host_live
    ADD COLUMN cpu_busy_seconds_total  double precision,
    ADD COLUMN cpu_total_seconds_total double precision,
    ADD COLUMN counters_start_seconds  double precision;

-- Tables of a rebuild that is under way were made without them.
ALTER TABLE IF EXISTS admiral_rebuild.host_snapshots
    ADD COLUMN IF NOT EXISTS cpu_busy_seconds_total  double precision,
    ADD COLUMN IF NOT EXISTS cpu_total_seconds_total double precision,
    ADD COLUMN IF NOT EXISTS counters_start_seconds  double precision;

ALTER TABLE IF EXISTS admiral_rebuild.host_live
    ADD COLUMN IF NOT EXISTS cpu_busy_seconds_total  double precision,
    ADD COLUMN IF NOT EXISTS cpu_total_seconds_total double precision,
    ADD COLUMN IF NOT EXISTS counters_start_seconds  double precision;
