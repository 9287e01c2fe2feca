-- How far a processor has looked past its token, over events that it has nothing to do with, and the token for
-- which that holds. Retention may take these events; a start that finds them gone has lost nothing.
ALTER TABLE admiral.tracking_tokens
    ADD COLUMN looked_through bigint,
    ADD COLUMN looked_after   bytea;
