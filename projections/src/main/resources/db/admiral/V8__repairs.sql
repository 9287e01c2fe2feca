-- What keeps a processor from going on, as the instance that holds its shard has found; and how often its
-- token was set by a repair, which all instances follow.
ALTER TABLE admiral.tracking_tokens
    ADD COLUMN broken  jsonb,
    ADD COLUMN repairs integer NOT NULL DEFAULT 0;

-- What a projection had to go on without. Rows are only added.
CREATE TABLE admiral.repairs (
    projection     text NOT NULL,
    shard          integer NOT NULL,
    kind           text NOT NULL,
    first_sequence bigint NOT NULL,
    last_sequence  bigint NOT NULL,
    repaired_at    timestamptz NOT NULL DEFAULT now()
);
