package io.nodepulse.access.session;

import io.nodepulse.access.refusal.AccessRefusal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Holds attempts to sign in to {@link SignInLimits}. Each counts as failed from its beginning, so
 * that many at once are no way around. Each instance counts for itself. At most {@value
 * #MAX_COUNTS} counts are kept, the oldest give way. Thread-safe.
 */
final class SignInAttempts {

    private static final int MAX_COUNTS = 10_000;

    private final SignInLimits limits;
    private final LongSupplier nanoTime;
    private final Map<String, Count> counts =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
                    return size() > MAX_COUNTS;
                }
            };

    /** Failures since the first of them, which is forgotten at a moment. */
    private record Count(int failures, long endsAtNanos) {}

    SignInAttempts(SignInLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    /** Counts an attempt; throws if it is one too many, and counts it not. */
    synchronized void begin(String person, String address) {
        Map<String, Integer> watched = watched(person, address);
        watched.forEach(this::require);
        watched.keySet().forEach(key -> add(key, 1));
    }

    /** It did not fail after all. */
    synchronized void succeeded(String person, String address) {
        watched(person, address).keySet().forEach(key -> add(key, -1));
        counts.remove(both(person, address));
    }

    /** What an attempt counts for, and how often that may fail. */
    private Map<String, Integer> watched(String person, String address) {
        return Map.of(
                both(person, address),
                limits.perPersonAndAddress(),
                "address " + address,
                limits.perAddress(),
                "person " + person,
                limits.perPerson());
    }

    private static String both(String person, String address) {
        return "both " + address + " " + person;
    }

    private void require(String key, int limit) {
        Count count = counts.get(key);
        long now = nanoTime.getAsLong();
        if (count != null && now - count.endsAtNanos() < 0 && count.failures() >= limit) {
            Duration wait = Duration.ofNanos(count.endsAtNanos() - now).plusSeconds(1);
            throw AccessRefusal.TOO_MANY_SIGN_INS
                    .because("too many attempts failed, try again in " + wait.toSeconds() + " s")
                    .after(wait);
        }
    }

    private void add(String key, int failures) {
        long now = nanoTime.getAsLong();
        Count before = counts.get(key);
        if (before == null || now - before.endsAtNanos() >= 0) {
            before = new Count(0, now + limits.window().toNanos());
        }
        counts.put(key, new Count(Math.max(0, before.failures() + failures), before.endsAtNanos()));
    }
}
