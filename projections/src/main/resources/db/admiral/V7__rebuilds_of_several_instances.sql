-- Every instance takes part in a rebuild, and follows what stands here: the number tells one rebuild
-- of a projection from the next, and goes into the names of its tokens.
ALTER TABLE admiral.rebuilds
    ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY,
    -- Since when the served projection rests in all instances, so that the new tables overtake it.
    ADD COLUMN resting_since timestamptz,
    -- It does not rest before this time.
    ADD COLUMN rest_from timestamptz NOT NULL DEFAULT now();
