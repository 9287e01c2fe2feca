package io.nodepulse.access.factor;

import io.nodepulse.access.account.Accounts;
import io.nodepulse.access.account.ExpiringSecrets;
import io.nodepulse.access.account.Person;
import io.nodepulse.edge.Refused;

import org.springframework.http.HttpStatus;

import java.time.Duration;
import java.util.Optional;

/**
 * Secrets that are not yet anybody's second factor, encrypted in Valkey for {@value #MINUTES}
 * minutes and shown to who asked for one. Thread-safe.
 */
public record FactorOffers(ExpiringSecrets texts, FactorKey key) {

    private static final int MINUTES = 10;
    private static final Duration VALID = Duration.ofMinutes(MINUTES);

    /**
     * What an application for codes is given.
     *
     * @param offer by which it is known here
     * @param secret to type in
     * @param uri to show as a QR code
     */
    public record Offer(String offer, String secret, String uri) {}

    /** A new secret for that person. */
    public Offer make(Person person, Accounts accounts) {
        if (!key.isAvailable()) {
            throw Refused.of(
                    HttpStatus.CONFLICT,
                    "there are no second factors here: nodepulse.access.second-factor.key-file is"
                            + " not set");
        }
        boolean others = accounts.people().stream().anyMatch(each -> each.factor() != null);
        byte[] secret = Totp.newSecret();
        String encrypted = key.encrypt(secret, person.name(), others);
        String offer = texts.keep(person.name() + "\n" + encrypted, VALID);
        return new Offer(offer, Base32.encode(secret), Totp.uri(secret, person.name()));
    }

    /** The encrypted secret that was offered to that person. */
    public String find(String offer, String person) {
        return of(texts.find(offer), person);
    }

    /** The offer is taken: it can be taken once. */
    public void end(String offer, String person) {
        of(texts.take(offer), person);
    }

    private static String of(Optional<String> text, String person) {
        String mine = person + "\n";
        return text.filter(kept -> kept.startsWith(mine))
                .map(kept -> kept.substring(mine.length()))
                .orElseThrow(
                        () -> Refused.field("offer", "is none of yours, or too old: begin anew"));
    }
}
