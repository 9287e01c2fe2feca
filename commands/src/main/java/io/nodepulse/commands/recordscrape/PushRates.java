package io.nodepulse.commands.recordscrape;

import io.nodepulse.commands.refusal.CommandRefusal;
import io.nodepulse.edge.TokenBucket;

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

    private final TokenBucket.Rate rate;
    private final LongSupplier nanoTime;
    private final Map<UUID, TokenBucket> buckets = new ConcurrentHashMap<>();

    /**
     * @param perSecond how many pushes an agent may make on average; 0 for any number
     * @param burst how many it may make at once
     */
    PushRates(double perSecond, int burst) {
        this(perSecond, burst, System::nanoTime);
    }

    PushRates(double perSecond, int burst, LongSupplier nanoTime) {
        this.rate = new TokenBucket.Rate(perSecond, burst);
        this.nanoTime = nanoTime;
    }

    /** Counts a push of that server's agent; throws if it is one too many, and counts it not. */
    void require(UUID serverId) {
        if (rate.perSecond() > 0
                && !buckets.compute(serverId, (id, before) -> take(before)).granted()) {
            throw CommandRefusal.RATE_LIMITED.because(
                    "an agent may push %s times a second, put more into one push"
                            .formatted(rate.perSecond()));
        }
    }

    /** There is no such server any more. */
    void forget(UUID serverId) {
        buckets.remove(serverId);
    }

    private TokenBucket take(@Nullable TokenBucket before) {
        return TokenBucket.take(before, rate, nanoTime.getAsLong());
    }
}
