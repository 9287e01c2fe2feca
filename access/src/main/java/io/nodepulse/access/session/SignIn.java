package io.nodepulse.access.session;

import io.nodepulse.access.account.AccountBook;
import io.nodepulse.access.account.Person;
import io.nodepulse.access.refusal.AccessRefusal;
import io.nodepulse.events.store.valkey.ValkeyReply;

import java.util.Optional;

/** The check of a name and a password, as often as the limits allow. Thread-safe. */
public final class SignIn {

    private final AccountBook book;
    private final Passwords passwords;
    private final SignInAttempts attempts;
    private final KnownPlaces places;

    public SignIn(
            AccountBook book,
            Passwords passwords,
            FailureCounts counts,
            KnownPlaces places,
            SignInLimits limits) {
        this.book = book;
        this.passwords = passwords;
        this.places = places;
        this.attempts = new SignInAttempts(counts, places, limits);
    }

    /** The person who has that name and that password; throws for all others. */
    public Person check(String name, String password, Place place) {
        SignInAttempts.Attempt attempt = attempts.begin(name, place);
        Person person = checked(name, password);
        attempts.succeeded(attempt);
        ValkeyReply.await(places.remember(person.name(), place.address()));
        return person;
    }

    /**
     * The same, of somebody who is signed in: nothing that others try keeps them from it.
     *
     * @param sessionId of the session that shows it
     */
    public Person checkAgain(String name, String password, String sessionId) {
        SignInAttempts.Attempt attempt = attempts.beginSignedIn(sessionId);
        Person person = checked(name, password);
        attempts.succeeded(attempt);
        return person;
    }

    private Person checked(String name, String password) {
        Optional<Person> person = book.current().person(name);
        if (!passwords.matches(password, person.map(Person::passwordHash).orElse(null))) {
            throw AccessRefusal.WRONG_PASSWORD.because("name or password is wrong");
        }
        return person.orElseThrow();
    }

    /** A cookie for a device from which the person signed in; nothing if it has one. */
    Optional<String> newDevice(Person person, Place place) {
        return places.isDeviceOf(person.name(), place.device())
                ? Optional.empty()
                : Optional.of(places.newDevice(person.name()));
    }
}
