package io.nodepulse.access.gate;

import io.nodepulse.access.refusal.AccessRefusal;
import io.nodepulse.access.rule.Load;
import io.nodepulse.edge.Refused;
import io.nodepulse.edge.TokenBucket;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.LongSupplier;

/**
 * How often each caller asks, by what the calls cost: a token bucket for each, of which a call
 * takes one. At most {@value #MAX_REMEMBERED} are remembered; who asked longest ago gives way, and
 * has a full one again. Thread-safe.
 */
final class CallRates {

    private static final int MAX_REMEMBERED = 10_000;

    private final CallLimits limits;
    private final LongSupplier nanoTime;
    private final SequencedMap<Key, TokenBucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    /** Calls of one kind, of one caller. */
    private record Key(Load load, String caller) {}

    CallRates(CallLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    /** Counts a call; where it is one too many, says why and counts it not. */
    synchronized @Nullable Refused take(Load load, String caller) {
        TokenBucket.Rate rate = limits.rate(load);
        if (rate.perSecond() == 0) {
            return null;
        }
        TokenBucket bucket =
                buckets.compute(
                        new Key(load, caller),
                        (key, before) -> TokenBucket.take(before, rate, nanoTime.getAsLong()));
        if (buckets.size() > MAX_REMEMBERED) {
            buckets.pollFirstEntry();
        }
        return bucket.granted() ? null : tooOften(bucket, rate);
    }

    private static Refused tooOften(TokenBucket bucket, TokenBucket.Rate rate) {
        long nanos = bucket.untilNext(rate).toNanos();
        Duration whole = Duration.ofSeconds(Math.ceilDiv(nanos, Duration.ofSeconds(1).toNanos()));
        return AccessRefusal.TOO_OFTEN
                .because(
                        "calls of this kind are answered %.0f times a second for you"
                                .formatted(rate.perSecond()))
                .after(whole);
    }
}
