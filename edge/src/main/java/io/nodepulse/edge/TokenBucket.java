package io.nodepulse.edge;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * A token bucket: what is left of a rate as of a moment, and whether what was asked for then was
 * granted.
 *
 * @param tokens what is left
 * @param asOfNanos the moment, as {@link System#nanoTime} tells it
 * @param granted whether there was a token then, which was taken
 */
public record TokenBucket(double tokens, long asOfNanos, boolean granted) {

    private static final double NANOS_PER_SECOND = 1e9;

    /**
     * How a bucket fills up.
     *
     * @param perSecond tokens a second
     * @param burst how many it holds
     */
    public record Rate(double perSecond, double burst) {}

    /**
     * Takes a token, where there is one.
     *
     * @param before null for a bucket that is full
     */
    public static TokenBucket take(@Nullable TokenBucket before, Rate rate, long nowNanos) {
        double tokens = rate.burst();
        if (before != null) {
            double seconds = (nowNanos - before.asOfNanos()) / NANOS_PER_SECOND;
            tokens = Math.min(rate.burst(), before.tokens() + rate.perSecond() * seconds);
        }
        boolean granted = tokens >= 1;
        return new TokenBucket(granted ? tokens - 1 : tokens, nowNanos, granted);
    }

    /** How long until there is a token again; nothing where there is one. */
    public Duration untilNext(Rate rate) {
        double missing = Math.max(0, 1 - tokens);
        return Duration.ofNanos((long) (missing / rate.perSecond() * NANOS_PER_SECOND));
    }
}
