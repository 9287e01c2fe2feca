-- Dictionaries: small integer keys for what every row would otherwise repeat.
-- They are only added to, and keep their keys across rebuilds.

CREATE TABLE admiral.servers (
    server_key     integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    server_id      uuid NOT NULL UNIQUE,
    name           text,
    registered_at  timestamptz,
    -- Shifts this server's time grid against UTC, so that a fleet does not close its buckets in the
    -- same second. 7919 s is 59 s modulo a minute and 119 s modulo ten: neighbours in key spread.
    grid_offset_ms integer NOT NULL
        GENERATED ALWAYS AS (server_key::bigint * 7919000 % 86400000) STORED
);

-- The view of the seed's table has text identifiers.
CREATE INDEX servers_server_id_text ON admiral.servers ((server_id::text));

CREATE TABLE admiral.process_names (
    name_key integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name     text NOT NULL UNIQUE
);

-- Axon's tracking tokens; a token commits together with the rows it stands for.
CREATE TABLE admiral.tracking_tokens (
    processor_name varchar(255) NOT NULL,
    segment        integer NOT NULL,
    mask           integer NOT NULL,
    token          bytea,
    token_type     varchar(255),
    stored_at      varchar(255),
    owner          varchar(255),
    PRIMARY KEY (processor_name, segment)
);

-- How long snapshots and buckets are kept, as the projections were told; zero keeps all.
CREATE TABLE admiral.retention (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    keep     interval NOT NULL
);

INSERT INTO admiral.retention (keep) VALUES (interval '7 days');
