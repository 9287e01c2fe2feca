-- Names of processes leave the dictionary once no row holds them. For that a name bears the day, UTC, on which it
-- was last asked for; a projector asks for each again on every day on which it uses it.
CREATE FUNCTION admiral.today() RETURNS date
LANGUAGE sql STABLE
RETURN (now() AT TIME ZONE 'UTC')::date;

ALTER TABLE admiral.process_names
    ADD COLUMN used_on date NOT NULL DEFAULT admiral.today();
