-- What servers are sorted by. Those of before have no tags; one that was removed has none any more.
ALTER TABLE admiral.servers
    ADD COLUMN tags text[] NOT NULL DEFAULT '{}';
