-- Projection `units`: processes by systemd unit, slice and container, in tables of the same columns as those of
-- processes by name. Names are in the same dictionary.
CREATE TABLE admiral.unit_scrapes (LIKE admiral.process_scrapes INCLUDING ALL) PARTITION BY RANGE (scraped_at);
CREATE TABLE admiral.unit_changes (LIKE admiral.process_changes INCLUDING ALL) PARTITION BY RANGE (scraped_at);
CREATE TABLE admiral.unit_minutes (LIKE admiral.process_minutes INCLUDING ALL) PARTITION BY RANGE (bucket_start);
CREATE TABLE admiral.unit_tens (LIKE admiral.process_tens INCLUDING ALL) PARTITION BY RANGE (bucket_start);
CREATE TABLE admiral.unit_hours (LIKE admiral.process_hours INCLUDING ALL) PARTITION BY RANGE (bucket_start);
CREATE TABLE admiral.unit_days (LIKE admiral.process_days INCLUDING ALL) PARTITION BY RANGE (bucket_start);
CREATE TABLE admiral.unit_open (LIKE admiral.process_open INCLUDING ALL)
    WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);
CREATE TABLE admiral.unit_live (LIKE admiral.process_live INCLUDING ALL)
    WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);
CREATE TABLE admiral.unit_names_of_day (LIKE admiral.process_names_of_day INCLUDING ALL) WITH (fillfactor = 50);
