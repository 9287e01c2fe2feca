-- How many names of processes got a key for scrapes of a day, of all servers together: what their quota is counted
-- by. A row is a lock, too, for who gives keys to names of that day; who meets known names only asks for none.
CREATE TABLE admiral.process_names_added (
    -- UTC, by the time of the scrape.
    day   date PRIMARY KEY,
    names integer NOT NULL
);
