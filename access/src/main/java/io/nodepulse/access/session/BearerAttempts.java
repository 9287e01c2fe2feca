package io.nodepulse.access.session;

import io.nodepulse.access.caller.ActTally;
import io.nodepulse.access.refusal.AccessRefusal;
import io.nodepulse.events.administration.Actor;
import io.nodepulse.events.store.valkey.EventStoreUnavailableException;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Holds back who tries bearer tokens. After some that were wrong an address gets 429 for every
 * further one, and the administrator's token is not even compared, unless it was shown from there
 * before. API tokens go on being taken: with their 256 random bits nobody guesses them.
 *
 * <p>Each instance remembers who is held back; Valkey counts for all of them, and tells an instance
 * with the first failure it sees. While it does not answer, each counts for itself, and nobody
 * waits for it. At most {@value #MAX_ADDRESSES} addresses are remembered, the oldest give way.
 * Thread-safe.
 */
public final class BearerAttempts {

    private static final int MAX_ADDRESSES = 10_000;

    private final FailureCounts counts;
    private final KnownPlaces places;
    private final int limit;
    private final LongSupplier nanoTime;
    private final ActTally tally;
    private final Map<String, Failures> failures = new LinkedHashMap<>();
    private final LinkedHashSet<String> administrators = new LinkedHashSet<>();

    private record Failures(long count, long endsAtNanos) {}

    /**
     * @param limit how many may be wrong from one address within the window
     */
    public BearerAttempts(
            FailureCounts counts,
            KnownPlaces places,
            int limit,
            LongSupplier nanoTime,
            ActTally tally) {
        this.counts = counts;
        this.places = places;
        this.limit = limit;
        this.nanoTime = nanoTime;
        this.tally = tally;
    }

    /** Throws if the administrator's token may not be tried from there now. */
    public void begin(String address) {
        Duration wait = wait(address);
        if (wait.isPositive() && !hasAdministered(address)) {
            throw AccessRefusal.tooManyFailed(wait);
        }
    }

    /** The administrator's token was shown from there. */
    public void succeeded(String address) {
        boolean isNew;
        synchronized (this) {
            isNew = administrators.add(address);
            if (administrators.size() > MAX_ADDRESSES) {
                administrators.removeFirst();
            }
        }
        if (isNew) {
            places.remember(Actor.ADMIN_TOKEN, address).exceptionally(away -> null);
        }
    }

    /** A token was wrong; throws if it was one too many. */
    public void failed(String address) {
        failed("bearer", address);
    }

    /**
     * The same for another kind of token.
     *
     * @param target whom it was shown as, as acts name it
     */
    public void failed(String target, String address) {
        tally.failed(target, address);
        Duration wait = wait(address);
        if (wait.isPositive()) {
            throw AccessRefusal.tooManyFailed(wait);
        }
        add(address);
        counts.failed("bearer " + address)
                .whenComplete(
                        (count, away) -> {
                            if (count != null) {
                                raise(address, count);
                            }
                        });
    }

    private synchronized Duration wait(String address) {
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

    private boolean hasAdministered(String address) {
        synchronized (this) {
            if (administrators.contains(address)) {
                return true;
            }
        }
        try {
            return places.knows(Actor.ADMIN_TOKEN, address);
        } catch (EventStoreUnavailableException e) {
            return false;
        }
    }
}
