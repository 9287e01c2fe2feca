package io.nodepulse.commands.payload;

import io.nodepulse.events.ProcessSampled;

import java.time.Duration;

/**
 * What a body may hold.
 *
 * @param groupsPerScrape most process groups in one scrape
 * @param nameLength most characters in the name of a process group
 * @param maxAhead how far a scrape may lie ahead of our clock
 * @param retention how old a scrape may be; zero for any age
 */
public record PayloadLimits(
        int groupsPerScrape, int nameLength, Duration maxAhead, Duration retention) {

    public PayloadLimits {
        if (groupsPerScrape < 1) {
            throw new IllegalArgumentException("groupsPerScrape must be at least 1");
        }
        if (nameLength < 1 || nameLength > ProcessSampled.MAX_NAME_LENGTH) {
            throw new IllegalArgumentException(
                    "nameLength must be 1 to " + ProcessSampled.MAX_NAME_LENGTH);
        }
        if (maxAhead.isNegative() || retention.isNegative()) {
            throw new IllegalArgumentException("maxAhead and retention must not be negative");
        }
    }
}
