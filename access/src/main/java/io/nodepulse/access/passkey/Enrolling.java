package io.nodepulse.access.passkey;

import static java.util.Objects.requireNonNull;

import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;

import io.nodepulse.access.account.Passkey;
import io.nodepulse.access.account.Person;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** The way to a new passkey: an offer, and the answer to it. Thread-safe. */
public final class Enrolling {

    private final Challenges challenges;
    private final PasskeyUses uses;
    private final PasskeyAnswers answers = new PasskeyAnswers();

    public Enrolling(Challenges challenges, PasskeyUses uses) {
        this.challenges = challenges;
        this.uses = uses;
    }

    /** What a browser is to ask for, as JSON. */
    public String offer(Person person, RelyingParty party) {
        EnrolPasskey.requireRoom(person);
        return PasskeyOptions.making(person, party, challenges.forEnrolling(person.name()));
    }

    /**
     * A passkey that was made.
     *
     * @param counter that it begins with
     */
    public record Made(Passkey passkey, long counter) {}

    /**
     * The passkey that was made for that person; refused if it was not made now, and here.
     *
     * @param label what they call it
     */
    public Made verified(
            String json, String person, String label, RelyingParty party, Instant now) {
        RegistrationData answer = answers.readNew(json);
        byte[] challenge = challenges.takeForEnrolling(answer.getCollectedClientData(), person);
        AuthenticatorData<?> data = answers.verifyNew(answer, party.answering(challenge));
        AttestedCredentialData made = requireNonNull(data.getAttestedCredentialData());
        Passkey passkey =
                new Passkey(
                        PasskeyAnswers.base64(made.getCredentialId()),
                        PasskeyAnswers.keyOf(made),
                        label,
                        party.id(),
                        now);
        return new Made(passkey, data.getSignCount());
    }

    /** Remembers the counter that a new passkey begins with. */
    public void begin(Made made) {
        Passkey passkey = made.passkey();
        uses.isNext(
                passkey.credentialId(), new PasskeyUses.Use(made.counter(), passkey.enrolledAt()));
    }

    /** When it was last used; null if that is not known any more. */
    public @Nullable Instant usedAt(Passkey passkey) {
        return uses.last(passkey.credentialId()).map(PasskeyUses.Use::at).orElse(null);
    }
}
