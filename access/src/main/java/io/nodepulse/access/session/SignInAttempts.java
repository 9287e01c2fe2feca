package io.nodepulse.access.session;

import io.nodepulse.access.refusal.AccessRefusal;
import io.nodepulse.access.session.FailureCounts.Shared;

import java.time.Duration;
import java.util.List;

/**
 * Holds attempts to sign in to {@link SignInLimits}. Each counts as failed from its beginning, so
 * that many at once are no way around; all instances count together.
 *
 * <p>The limits slow who guesses and not who has the password: attempts from a device or an address
 * from which the person got in before are counted for themselves, and nothing that fails elsewhere
 * keeps them out. Neither does it keep out who shows that they are signed in. From anywhere else,
 * where much has failed of late for that person or from that address, one attempt is left.
 * Thread-safe.
 */
final class SignInAttempts {

    private final FailureCounts counts;
    private final KnownPlaces places;
    private final SignInLimits limits;

    SignInAttempts(FailureCounts counts, KnownPlaces places, SignInLimits limits) {
        this.counts = counts;
        this.places = places;
        this.limits = limits;
    }

    /**
     * An attempt that has begun.
     *
     * @param own what it counts for alone
     * @param shared what others count for, too
     */
    record Attempt(String own, List<Shared> shared) {}

    /** Counts an attempt; throws if it is one too many, and counts it not. */
    Attempt begin(String person, Place place) {
        return begin(attemptOf(person, place));
    }

    /** The same, of who is signed in already. */
    Attempt beginSignedIn(String sessionId) {
        return begin(new Attempt("session " + sessionId, List.of()));
    }

    private Attempt begin(Attempt attempt) {
        Duration wait =
                counts.attempt(attempt.own(), limits.perPersonAndAddress(), attempt.shared());
        if (wait.isPositive()) {
            throw AccessRefusal.tooManyFailed(wait);
        }
        return attempt;
    }

    private Attempt attemptOf(String person, Place place) {
        if (places.isDeviceOf(person, place.device())) {
            return new Attempt("device " + place.device(), List.of());
        }
        String both = "both " + place.address() + " " + person;
        if (places.knows(person, place.address())) {
            return new Attempt(both, List.of());
        }
        return new Attempt(
                both,
                List.of(
                        limits.shared("address " + place.address(), limits.perAddress()),
                        limits.shared("person " + person, limits.perPerson())));
    }

    /** It was none: what it had was right, and more is wanted. Those before it count on. */
    void isNone(Attempt attempt) {
        counts.takeBack(attempt.own(), attempt.shared());
    }

    /** It did not fail after all. */
    void succeeded(Attempt attempt) {
        counts.succeeded(attempt.own(), attempt.shared());
    }
}
