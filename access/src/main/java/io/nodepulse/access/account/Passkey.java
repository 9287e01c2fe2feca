package io.nodepulse.access.account;

import io.nodepulse.events.administration.PasskeyEnrolled;

import java.time.Instant;

/**
 * A key pair whose private half an authenticator keeps, and signs with after it knew its person.
 *
 * @param credentialId by which the authenticator knows it, in Base64url
 * @param publicKey its public half, a COSE key in Base64url
 * @param label what the person calls it
 * @param host the name of this server for which it signs
 * @param enrolledAt when
 */
public record Passkey(
        String credentialId, String publicKey, String label, String host, Instant enrolledAt) {

    static Passkey of(PasskeyEnrolled enrolled) {
        return new Passkey(
                enrolled.credentialId(),
                enrolled.publicKey(),
                enrolled.label(),
                enrolled.host(),
                enrolled.at());
    }
}
