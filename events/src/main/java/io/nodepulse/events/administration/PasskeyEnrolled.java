package io.nodepulse.events.administration;

import io.nodepulse.events.Require;

import java.time.Instant;

/**
 * From now on a person may sign in with that passkey (WebAuthn), and not by the password alone.
 * Sessions that began before are over.
 *
 * @param name the person
 * @param credentialId by which the authenticator knows it, in Base64url without padding
 * @param publicKey that checks its signatures, a COSE key (RFC 9052) in Base64url without padding
 * @param label what the person calls it
 * @param host the relying party's id: the name of this server for which alone it signs
 * @param at when
 */
public record PasskeyEnrolled(
        String name, String credentialId, String publicKey, String label, String host, Instant at)
        implements AccountEvent {

    /** A person's name for a passkey has at most so many characters. */
    public static final int MAX_LABEL_LENGTH = 64;

    /** 1,023 bytes, which WebAuthn has as the longest. */
    static final int MAX_ID_LENGTH = 1364;

    private static final int MAX_KEY_LENGTH = 2048;
    private static final int MAX_HOST_LENGTH = 255;

    public PasskeyEnrolled {
        Require.wholeMillis(at);
        Require.name("name", name, PersonAdded.MAX_NAME_LENGTH);
        Require.name("credential_id", credentialId, MAX_ID_LENGTH);
        Require.name("public_key", publicKey, MAX_KEY_LENGTH);
        Require.name("label", label, MAX_LABEL_LENGTH);
        Require.name("host", host, MAX_HOST_LENGTH);
    }
}
