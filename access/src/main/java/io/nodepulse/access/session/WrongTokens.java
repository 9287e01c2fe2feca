package io.nodepulse.access.session;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How many tokens of one kind were wrong, by address. Each instance remembers who is held back;
 * Valkey counts for all of them, and tells an instance with the first failure it sees, which waits
 * for no answer. While Valkey does not answer, each counts for itself. Right tokens cost nothing.
 * At most {@value #MAX_ADDRESSES} addresses are remembered, the oldest give way. Thread-safe.
 */
public final class WrongTokens {

    private static final int MAX_ADDRESSES = 10_000;

    private final String kind;
    private final FailureCounts counts;
    private final int limit;
    private final LongSupplier nanoTime;
    private final Map<String, Failures> failures = new LinkedHashMap<>();

    private record Failures(long count, long endsAtNanos) {}

    /**
     * @param kind of the tokens: kinds are counted apart
     * @param limit how many may be wrong from one address within the window
     */
    public WrongTokens(String kind, FailureCounts counts, int limit, LongSupplier nanoTime) {
        this.kind = kind;
        this.counts = counts;
        this.limit = limit;
        this.nanoTime = nanoTime;
    }

    /**
     * A token from there was wrong.
     *
     * @return how long no further one is looked at; nothing while there were not too many
     */
    public Duration failed(String address) {
        Duration wait = wait(address);
        if (wait.isPositive()) {
            return wait;
        }
        add(address);
        counts.failed(kind + " " + address)
                .whenComplete(
                        (count, away) -> {
                            if (count != null) {
                                raise(address, count);
                            }
                        });
        return Duration.ZERO;
    }

    /** How long an address is held back that showed too many; nothing otherwise. */
    public synchronized Duration wait(String address) {
        Failures known = failures.get(address);
        if (known == null) {
            return Duration.ZERO;
        }
        long left = known.endsAtNanos() - nanoTime.getAsLong();
        if (left <= 0) {
            failures.remove(address);
            return Duration.ZERO;
        }
        return known.count() < limit ? Duration.ZERO : Duration.ofNanos(left);
    }

    private synchronized void add(String address) {
        Failures before = failures.getOrDefault(address, fresh());
        failures.put(address, new Failures(before.count() + 1, before.endsAtNanos()));
        if (failures.size() > MAX_ADDRESSES) {
            failures.remove(failures.keySet().iterator().next());
        }
    }

    private synchronized void raise(String address, long count) {
        failures.computeIfPresent(
                address,
                (key, before) ->
                        new Failures(Math.max(before.count(), count), before.endsAtNanos()));
    }

    private Failures fresh() {
        return new Failures(0, nanoTime.getAsLong() + counts.window().toNanos());
    }
}
