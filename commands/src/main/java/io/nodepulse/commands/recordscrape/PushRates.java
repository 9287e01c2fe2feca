package io.nodepulse.commands.recordscrape;

import io.nodepulse.commands.refusal.CommandRefusal;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Holds each agent to a rate of pushes: a bucket of tokens per server, of which each push takes
 * one. Asked only for agents that were let in, so there are never more buckets than registered
 * servers. Each node counts for itself. Thread-safe.
 */
final class PushRates {

    private static final double NANOS_PER_SECOND = 1e9;

    private final double perSecond;
    private final double burst;
    private final LongSupplier nanoTime;
    private final Map<UUID, Bucket> buckets = new ConcurrentHashMap<>();

    /** What is left for one agent as of a moment, and whether the push of that moment had one. */
    private record Bucket(double tokens, long asOfNanos, boolean granted) {}

    /**
     * @param perSecond how many pushes an agent may make on average; 0 for any number
     * @param burst how many it may make at once
     */
    PushRates(double perSecond, int burst) {
        this(perSecond, burst, System::nanoTime);
    }

    PushRates(double perSecond, int burst, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanoTime = nanoTime;
    }

    /** Counts a push of that server's agent; throws if it is one too many, and counts it not. */
    void require(UUID serverId) {
        if (perSecond > 0 && !buckets.compute(serverId, (id, before) -> take(before)).granted()) {
            throw CommandRefusal.RATE_LIMITED.because(
                    "an agent may push " + perSecond + " times a second, put more into one push");
        }
    }

    /** There is no such server any more. */
    void forget(UUID serverId) {
        buckets.remove(serverId);
    }

    private Bucket take(@Nullable Bucket before) {
        long now = nanoTime.getAsLong();
        double tokens = burst;
        if (before != null) {
            double refilled = perSecond * ((now - before.asOfNanos()) / NANOS_PER_SECOND);
            tokens = Math.min(burst, before.tokens() + refilled);
        }
        boolean granted = tokens >= 1;
        return new Bucket(granted ? tokens - 1 : tokens, now, granted);
    }
}
