package io.nodepulse.commands.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nodepulse.access.account.Sha256;

import java.security.MessageDigest;

/**
 * SHA-256 of a token. A plain hash is enough, as a token is 256 random bits and no password.
 *
 * @param hex 64 lower-case hex digits
 */
public record TokenHash(String hex) {

    /** The hash of that token. */
    public static TokenHash of(String token) {
        return new TokenHash(Sha256.hex(token));
    }

    /** Compares in a time that does not depend on where the two differ. */
    public boolean matches(TokenHash other) {
        return MessageDigest.isEqual(hex.getBytes(US_ASCII), other.hex.getBytes(US_ASCII));
    }
}
