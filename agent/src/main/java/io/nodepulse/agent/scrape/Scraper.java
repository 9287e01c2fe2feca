package io.nodepulse.agent.scrape;

import io.nodepulse.agent.payload.JsonBuffer;

import java.io.IOException;

/** Takes one scrape after the other from one exporter. */
public interface Scraper {

    /**
     * Takes a scrape and appends it as one JSON object of the payload.
     *
     * @param askedMillis the time now, milliseconds since 1970
     * @return how many samples it has; 0 means that there is nothing to send
     * @throws IOException where the exporter did not answer with a usable page; it says why
     */
    int scrape(long askedMillis, JsonBuffer to) throws IOException;

    /** When the figures of the last scrape were taken, milliseconds since 1970. */
    long sampledMillis();

    /**
     * Begins to count anew with the next scrape, because what it would grow by is not known: its
     * sums start again, and it says so.
     */
    void startAnew();
}
