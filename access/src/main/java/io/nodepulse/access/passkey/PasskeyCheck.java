package io.nodepulse.access.passkey;

import static java.util.Objects.requireNonNull;

import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;

import io.nodepulse.access.account.Accounts;
import io.nodepulse.access.account.Passkey;
import io.nodepulse.access.account.Person;
import io.nodepulse.access.caller.AuditLog;
import io.nodepulse.access.refusal.AccessRefusal;
import io.nodepulse.edge.Refused;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.administration.Actor;
import io.nodepulse.events.administration.PasskeyCounterWentBack;

import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Optional;

/** Whose passkey signed what we asked for. Thread-safe. */
public final class PasskeyCheck {

    private final Challenges challenges;
    private final PasskeyUses uses;
    private final AuditLog auditLog;
    private final InstantSource clock;
    private final PasskeyAnswers answers = new PasskeyAnswers();

    public PasskeyCheck(
            Challenges challenges, PasskeyUses uses, AuditLog auditLog, InstantSource clock) {
        this.challenges = challenges;
        this.uses = uses;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    /** A signed answer, and who has the passkey that it names; nothing of it is verified. */
    public static final class Signed {

        private final AuthenticationData answer;
        private final String credentialId;

        private Signed(AuthenticationData answer) {
            this.answer = answer;
            this.credentialId = PasskeyAnswers.idOf(answer);
        }

        /** Who has enrolled it, if the answer does not say that it is another's. */
        public Optional<Person> owner(Accounts accounts) {
            return accounts.people().stream()
                    .filter(person -> passkeyOf(person).isPresent())
                    .filter(person -> mayBeOf(person.name()))
                    .findFirst();
        }

        private Optional<Passkey> passkeyOf(Person person) {
            return person.passkeys().stream()
                    .filter(each -> each.credentialId().equals(credentialId))
                    .findFirst();
        }

        private boolean mayBeOf(String person) {
            return MessageDigest.isEqual(answer.getUserHandle(), PasskeyOptions.handle(person));
        }
    }

    /** What a browser is to ask for, as JSON. */
    public String offer(RelyingParty party) {
        return PasskeyOptions.signing(party, challenges.forSigning());
    }

    /** Reads an answer to that. */
    public Signed read(String json) {
        return new Signed(answers.readSigned(json));
    }

    /** The refusal of a passkey that nobody has. */
    public static Refused unknown() {
        return PasskeyAnswers.wrong("nobody here has it; remove it from your authenticator");
    }

    /** The refusal of who has shown the password alone, and has passkeys. */
    public static Refused wanted() {
        return AccessRefusal.PASSKEY_WANTED
                .because("sign in with your passkey: the password alone does not let you in")
                .naming("field", "passkey");
    }

    /** Throws unless it is signed by that person's passkey, now, and here. */
    public void verify(Signed signed, Person person, RelyingParty party, String address) {
        byte[] challenge = challenges.takeForSigning(signed.answer.getCollectedClientData());
        Passkey passkey = signed.passkeyOf(person).orElseThrow(PasskeyCheck::unknown);
        long known = uses.last(passkey.credentialId()).map(PasskeyUses.Use::counter).orElse(0L);
        try {
            answers.verifySigned(signed.answer, party.answering(challenge), passkey, known);
        } catch (MaliciousCounterValueException e) {
            throw wentBack(person, passkey, address);
        }
        if (!uses.isNext(passkey.credentialId(), useNow(signed.answer))) {
            throw wentBack(person, passkey, address);
        }
    }

    private PasskeyUses.Use useNow(AuthenticationData answer) {
        return new PasskeyUses.Use(
                requireNonNull(answer.getAuthenticatorData()).getSignCount(),
                ProcessSampled.toResolution(clock.instant()));
    }

    private Refused wentBack(Person person, Passkey passkey, String address) {
        auditLog.record(
                new Actor(Actor.ANONYMOUS, address),
                at ->
                        new PasskeyCounterWentBack(
                                person.name(), passkey.credentialId(), passkey.label(), at));
        return PasskeyAnswers.wrong("its counter went back, so there may be a copy of it");
    }
}
