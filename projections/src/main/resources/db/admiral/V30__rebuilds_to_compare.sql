-- A rebuild that is only to be compared with what is served stays beside it until somebody decides.
ALTER TABLE admiral.rebuilds ADD COLUMN held boolean NOT NULL DEFAULT false;
