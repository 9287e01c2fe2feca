package io.nodepulse.access.session;

import io.nodepulse.access.account.AccountBook;
import io.nodepulse.access.account.Person;
import io.nodepulse.access.account.PersonName;
import io.nodepulse.access.account.SecondFactor;
import io.nodepulse.access.caller.ActTally;
import io.nodepulse.access.factor.CodeCheck;
import io.nodepulse.access.passkey.PasskeyCheck;
import io.nodepulse.access.refusal.AccessRefusal;
import io.nodepulse.edge.Refused;
import io.nodepulse.events.administration.Actor;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/** The check of a name, a password and a code, as often as the limits allow. Thread-safe. */
public final class SignIn {

    private final AccountBook book;
    private final Passwords passwords;
    private final SignInAttempts attempts;
    private final KnownPlaces places;
    private final ActTally tally;
    private final CodeCheck codes;

    public SignIn(
            AccountBook book,
            Passwords passwords,
            FailureCounts counts,
            KnownPlaces places,
            SignInLimits limits,
            ActTally tally,
            CodeCheck codes) {
        this.codes = codes;
        this.tally = tally;
        this.book = book;
        this.passwords = passwords;
        this.places = places;
        this.attempts = new SignInAttempts(counts, places, limits);
    }

    /**
     * The person who has that name, that password and that code; throws for all others.
     *
     * @param code null if none was shown, which only shows whether one is wanted
     */
    Person check(String given, String password, @Nullable String code, Place place) {
        String name = known(given);
        SignInAttempts.Attempt attempt = begin(name, place);
        Person person = checked(name, password, place.address());
        if (code == null && person.factor() != null) {
            attempts.isNone(attempt);
            throw CodeCheck.wanted();
        }
        if (person.factor() == null && person.hasSecondFactor()) {
            attempts.isNone(attempt);
            throw PasskeyCheck.wanted();
        }
        requireCode(person, code, place.address());
        letIn(person, attempt, place);
        return person;
    }

    /** That attempt did not fail: the person is in. */
    void letIn(Person person, SignInAttempts.Attempt attempt, Place place) {
        attempts.succeeded(attempt);
        tally.signedIn(new Actor(Actor.person(person.name()), place.address()), null);
        places.rememberNow(person.name(), place.address());
    }

    /**
     * The same, of somebody who is signed in: nothing that others try keeps them from it.
     *
     * @param sessionId of the session that shows it
     */
    public Person checkAgain(String name, String password, String sessionId, String address) {
        SignInAttempts.Attempt attempt = attempts.beginSignedIn(sessionId);
        Person person = checked(name, password, address);
        attempts.succeeded(attempt);
        return person;
    }

    /** The same with a code, counted apart: the password alone is no way to more attempts. */
    public Person checkAgain(
            String name, String password, String code, String sessionId, String address) {
        SignInAttempts.Attempt attempt = attempts.beginSignedIn("code " + sessionId);
        Person person = checked(name, password, address);
        requireCode(person, code, address);
        attempts.succeeded(attempt);
        return person;
    }

    /** The same with a code, where that person has any. */
    public Person checkBothAgain(
            String name, String password, @Nullable String code, String sessionId, String address) {
        boolean hasCodes = book.current().person(name).map(Person::factor).isPresent();
        if (hasCodes && code == null) {
            throw CodeCheck.wanted();
        }
        return code == null || !hasCodes
                ? checkAgain(name, password, sessionId, address)
                : checkAgain(name, password, code, sessionId, address);
    }

    /** An attempt of who is signed in. */
    SignInAttempts.Attempt beginSignedIn(String sessionId) {
        return attempts.beginSignedIn(sessionId);
    }

    void succeeded(SignInAttempts.Attempt attempt) {
        attempts.succeeded(attempt);
    }

    /** Writes down that somebody was not let in. */
    void failed(Optional<Person> person, String address) {
        tally.failed(target(person), address);
    }

    private void requireCode(Person person, @Nullable String code, String address) {
        SecondFactor factor = person.factor();
        if (factor != null && (code == null || !codes.takes(person, factor, code, address))) {
            tally.failed(Actor.person(person.name()), address);
            throw CodeCheck.wrong();
        }
    }

    /** Who has a name that would be written otherwise now keeps it. */
    private String known(String given) {
        return book.current().person(given).isPresent() ? given : PersonName.mapped(given);
    }

    private Person checked(String name, String password, String address) {
        Optional<Person> person = book.current().person(name);
        if (!passwords.matches(password, person.map(Person::passwordHash).orElse(null))) {
            failed(person, address);
            throw AccessRefusal.WRONG_PASSWORD.because("name or password is wrong");
        }
        return person.orElseThrow();
    }

    /** An attempt to be let in as that person. */
    SignInAttempts.Attempt begin(String name, Place place) {
        try {
            return attempts.begin(name, place);
        } catch (Refused refused) {
            failed(book.current().person(name), place.address());
            throw refused;
        }
    }

    /** A name that nobody has may be a password in the wrong field: it is not kept. */
    private static String target(Optional<Person> person) {
        return person.map(known -> Actor.person(known.name())).orElse("nobody");
    }

    /** A cookie for a device from which the person signed in; nothing if it has one. */
    Optional<String> newDevice(Person person, Place place) {
        return places.isDeviceOf(person.name(), place.device())
                ? Optional.empty()
                : Optional.of(places.newDevice(person.name()));
    }
}
