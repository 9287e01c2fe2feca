package io.nodepulse.query.window;

import java.time.Instant;

/**
 * The time grid of one server: whole minutes since 1970, shifted by an offset of the server's own
 * so that a fleet does not close its buckets in the same second. Minute {@code m} is the interval
 * {@code (m, m + 1]}: a scrape exactly on an edge ends the minute before it.
 */
public record Grid(int offsetMillis) {

    /** Edges at whole minutes and days of UTC. */
    public static final Grid UTC = new Grid(0);

    private static final long MILLIS_PER_MINUTE = 60_000;

    /** The last edge not after {@code instant}. */
    public long floor(Instant instant) {
        return Math.floorDiv(instant.toEpochMilli() - offsetMillis, MILLIS_PER_MINUTE);
    }

    /** The first edge not before {@code instant}. */
    long ceil(Instant instant) {
        return ceilOf(instant.toEpochMilli());
    }

    /** The same of an instant in milliseconds since 1970. */
    long ceilOf(long epochMillis) {
        return Math.ceilDiv(epochMillis - offsetMillis, MILLIS_PER_MINUTE);
    }

    public Instant toInstant(long minute) {
        return Instant.ofEpochMilli(minute * MILLIS_PER_MINUTE + offsetMillis);
    }
}
