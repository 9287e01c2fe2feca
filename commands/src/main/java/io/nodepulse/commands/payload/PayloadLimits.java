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

    public static final int DEFAULT_GROUPS_PER_SCRAPE = 2_000;
    public static final Duration DEFAULT_MAX_AHEAD = Duration.ofMinutes(5);
    public static final Duration DEFAULT_RETENTION = Duration.ofDays(7);

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

    /** The limits of the contract. */
    public static PayloadLimits defaults() {
        return new PayloadLimits(
                DEFAULT_GROUPS_PER_SCRAPE,
                ProcessSampled.MAX_NAME_LENGTH,
                DEFAULT_MAX_AHEAD,
                DEFAULT_RETENTION);
    }
}
