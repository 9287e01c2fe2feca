package io.nodepulse.events;

import java.time.Instant;
import java.util.UUID;

/** Something an exporter measured on one server at one instant. */
public sealed interface SampleEvent permits ProcessSampled, FigureSample {

    /** What was scraped. */
    Exporter exporter();

    /** The server that was scraped. */
    UUID serverId();

    /** When the exporter was scraped, by the agent's clock, in whole milliseconds. */
    Instant sampledAt();
}
