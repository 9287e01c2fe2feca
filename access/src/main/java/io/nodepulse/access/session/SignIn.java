package io.nodepulse.access.session;

import io.nodepulse.access.account.AccountBook;
import io.nodepulse.access.account.Person;
import io.nodepulse.access.refusal.AccessRefusal;
import io.nodepulse.events.administration.PersonAdded;

import java.util.Optional;

/** The check of a name and a password, as often as the limits allow. Thread-safe. */
public final class SignIn {

    private final AccountBook book;
    private final Passwords passwords;
    private final SignInAttempts attempts;

    public SignIn(AccountBook book, Passwords passwords, SignInLimits limits) {
        this.book = book;
        this.passwords = passwords;
        this.attempts = new SignInAttempts(limits, System::nanoTime);
    }

    /** The person who has that name and that password; throws for all others. */
    public Person check(String name, String password, String address) {
        String counted = counted(name);
        attempts.begin(counted, address);
        Optional<Person> person = book.current().person(name);
        if (!passwords.matches(password, person.map(Person::passwordHash).orElse(null))) {
            throw AccessRefusal.WRONG_PASSWORD.because("name or password is wrong");
        }
        attempts.succeeded(counted, address);
        return person.orElseThrow();
    }

    /** No longer than a name can be, so that nobody fills memory with what they tried. */
    private static String counted(String name) {
        return name.substring(0, Math.min(name.length(), PersonAdded.MAX_NAME_LENGTH));
    }
}
