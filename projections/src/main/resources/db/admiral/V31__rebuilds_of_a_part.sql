-- A rebuild may be of a part: of some servers, of a stretch of time, without scrapes as they came.
ALTER TABLE admiral.rebuilds
    -- Ids of the servers; of all where it is empty.
    ADD COLUMN servers uuid[] NOT NULL DEFAULT '{}',
    -- What was sampled after the one and not after the other, as was asked for; NULL for all.
    ADD COLUMN since   timestamptz,
    ADD COLUMN until   timestamptz,
    -- Whether scrapes are stored as they came.
    ADD COLUMN raw     boolean NOT NULL DEFAULT true;

-- The servers whose rows such a rebuild has replaced. They go with it.
CREATE TABLE admiral.rebuilt_servers (
    number     bigint NOT NULL,
    server_key integer NOT NULL,
    PRIMARY KEY (number, server_key)
);

-- How often rows of the shard were replaced beside its processor, which then forgets what it remembers of them.
ALTER TABLE admiral.tracking_tokens ADD COLUMN rewritten integer NOT NULL DEFAULT 0;

-- How often the server's rows were replaced so: answers that were made of them are no longer the same.
ALTER TABLE admiral.servers ADD COLUMN rebuilt integer NOT NULL DEFAULT 0;
