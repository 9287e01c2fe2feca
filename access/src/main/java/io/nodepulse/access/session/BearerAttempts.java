package io.nodepulse.access.session;

import io.nodepulse.access.caller.ActTally;
import io.nodepulse.access.refusal.AccessRefusal;
import io.nodepulse.events.administration.Actor;
import io.nodepulse.events.store.valkey.EventStoreUnavailableException;

import java.time.Duration;
import java.util.LinkedHashSet;

/**
 * Holds back who tries bearer tokens. After some that were wrong an address gets 429 for every
 * further one, and the administrator's token is not even compared, unless it was shown from there
 * before. API tokens go on being taken: with their 256 random bits nobody guesses them. At most
 * {@value #MAX_ADDRESSES} addresses are remembered to have shown the administrator's, the oldest
 * give way. Thread-safe.
 */
public final class BearerAttempts {

    private static final int MAX_ADDRESSES = 10_000;

    private final WrongTokens wrong;
    private final KnownPlaces places;
    private final ActTally tally;
    private final LinkedHashSet<String> administrators = new LinkedHashSet<>();

    public BearerAttempts(WrongTokens wrong, KnownPlaces places, ActTally tally) {
        this.wrong = wrong;
        this.places = places;
        this.tally = tally;
    }

    /** Throws if the administrator's token may not be tried from there now. */
    public void begin(String address) {
        Duration wait = wrong.wait(address);
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
        Duration wait = wrong.failed(address);
        if (wait.isPositive()) {
            throw AccessRefusal.tooManyFailed(wait);
        }
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
