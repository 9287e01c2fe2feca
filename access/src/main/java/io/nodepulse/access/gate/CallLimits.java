package io.nodepulse.access.gate;

import io.nodepulse.access.rule.Load;
import io.nodepulse.edge.TokenBucket;

import org.springframework.boot.context.properties.bind.DefaultValue;

import java.util.stream.IntStream;

/**
 * How many calls are answered at a time, and how many a second, {@code nodepulse.access.calls.*},
 * by each instance; 0 for any number. Agents are not counted: pushes have limits of their own, and
 * come first.
 *
 * @param readsPerCaller questions to the read model
 * @param readsPerSecond the same, that a caller may begin a second
 * @param exportsPerCaller reading of histories, also page by page
 * @param exportsPerSecond the same, that a caller may begin a second
 * @param exports the same, of all callers together: what is left over is for pushes
 * @param livePerCaller open live streams
 * @param livePerSecond the same, that a caller may open a second
 * @param live the same, of all callers together
 */
public record CallLimits(
        @DefaultValue("100") int readsPerCaller,
        @DefaultValue("200") int readsPerSecond,
        @DefaultValue("3") int exportsPerCaller,
        @DefaultValue("20") int exportsPerSecond,
        @DefaultValue("6") int exports,
        @DefaultValue("50") int livePerCaller,
        @DefaultValue("10") int livePerSecond,
        @DefaultValue("2000") int live) {

    /** So long at the rate may be used up at once: a page that opens, a dashboard that wakes up. */
    private static final int BURST_SECONDS = 10;

    public CallLimits {
        if (IntStream.of(
                        readsPerCaller,
                        readsPerSecond,
                        exportsPerCaller,
                        exportsPerSecond,
                        exports,
                        livePerCaller,
                        livePerSecond,
                        live)
                .anyMatch(number -> number < 0)) {
            throw new IllegalArgumentException("a number of calls must be at least 0");
        }
    }

    int perCaller(Load load) {
        return switch (load) {
            case LIGHT -> 0;
            case READ -> readsPerCaller;
            case EXPORT -> exportsPerCaller;
            case LIVE -> livePerCaller;
        };
    }

    int ofAll(Load load) {
        return switch (load) {
            case LIGHT, READ -> 0;
            case EXPORT -> exports;
            case LIVE -> live;
        };
    }

    /** How often a caller may ask. */
    TokenBucket.Rate rate(Load load) {
        int perSecond =
                switch (load) {
                    case LIGHT -> 0;
                    case READ -> readsPerSecond;
                    case EXPORT -> exportsPerSecond;
                    case LIVE -> livePerSecond;
                };
        return new TokenBucket.Rate(perSecond, (double) perSecond * BURST_SECONDS);
    }
}
