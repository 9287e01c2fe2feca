package io.nodepulse.commands.payload;

import io.nodepulse.events.SampleEvent;

import java.time.Instant;
import java.util.List;

/**
 * What one exporter said at one instant: the unit that is stored whole or not at all.
 *
 * @param sampledAt when, by the agent's clock, in whole milliseconds
 * @param samples at least one, all of that instant
 */
public record Scrape(Instant sampledAt, List<SampleEvent> samples) {

    public Scrape {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("a scrape has at least one sample");
        }
        samples = List.copyOf(samples);
    }
}
