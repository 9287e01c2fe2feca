package io.nodepulse.access.session;

import io.nodepulse.access.account.AccountBook;
import io.nodepulse.access.account.Person;
import io.nodepulse.access.passkey.PasskeyCheck;
import io.nodepulse.access.passkey.RelyingParty;
import io.nodepulse.edge.Refused;

import java.util.Optional;

/**
 * The check of a passkey, as often as the limits of passwords allow. It is both factors: what its
 * person has, and what their authenticator knew them by. Thread-safe.
 */
public record PasskeySignIn(AccountBook book, SignIn signIn, PasskeyCheck passkeys) {

    /** For limits, whoever has a passkey that nobody here has; no person is called so. */
    private static final String NOBODY = "";

    /** The person whose passkey signed that; throws for all others. */
    Person check(String credential, RelyingParty party, Place place) {
        PasskeyCheck.Signed signed = passkeys.read(credential);
        Optional<Person> owner = signed.owner(book.current());
        SignInAttempts.Attempt attempt =
                signIn.begin(owner.map(Person::name).orElse(NOBODY), place);
        Person person = verified(signed, owner, party, place.address());
        signIn.letIn(person, attempt, place);
        return person;
    }

    /**
     * The same, of somebody who is signed in: nobody else's will do.
     *
     * @param sessionId of the session that shows it
     */
    public Person checkAgain(
            String name, String credential, RelyingParty party, String sessionId, String address) {
        PasskeyCheck.Signed signed = passkeys.read(credential);
        SignInAttempts.Attempt attempt = signIn.beginSignedIn("passkey " + sessionId);
        Optional<Person> owner =
                signed.owner(book.current()).filter(person -> person.name().equals(name));
        Person person = verified(signed, owner, party, address);
        signIn.succeeded(attempt);
        return person;
    }

    private Person verified(
            PasskeyCheck.Signed signed,
            Optional<Person> owner,
            RelyingParty party,
            String address) {
        try {
            Person person = owner.orElseThrow(PasskeyCheck::unknown);
            passkeys.verify(signed, person, party, address);
            return person;
        } catch (Refused refused) {
            signIn.failed(owner, address);
            throw refused;
        }
    }
}
