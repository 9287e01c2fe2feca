-- Servers are renamed and removed. The row of one that was removed stays, as its key may stand in rows that are
-- still to go: it has no name any more. What was read last of a server's life is kept, so that a rebuild, which
-- reads all of it again, does not give it a name of before.
ALTER TABLE admiral.servers
    ADD COLUMN removed_at timestamptz,
    ADD COLUMN told_at    timestamptz;

-- Whose history is still to be taken out of the day partitions of a projection. The number tells one time from the
-- next: a rebuild removes it again.
CREATE TABLE admiral.removals (
    number     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    projection text NOT NULL,
    server_key integer NOT NULL
);
