package io.nodepulse.events;

import java.time.Instant;
import java.util.UUID;

/** What an exporter measured on one server at one instant: one sample of it, or all together. */
public interface Sampled {

    /** What was scraped. */
    Exporter exporter();

    /** The server that was scraped. */
    UUID serverId();

    /** When the exporter was scraped, by the agent's clock, in whole milliseconds. */
    Instant sampledAt();

    /** How many samples it is. */
    int size();
}
