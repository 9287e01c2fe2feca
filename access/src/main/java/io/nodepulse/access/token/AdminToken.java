package io.nodepulse.access.token;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The administrator's token: set with the program, so it works before there are people, and while
 * Valkey is away. Compared in constant time.
 */
public final class AdminToken {

    static final int MIN_LENGTH = 12;
    static final int MIN_DIFFERENT = 6;

    private final byte[] token;

    /**
     * @throws IllegalArgumentException if there is none
     */
    public AdminToken(@Nullable String token) {
        if (token == null || token.isBlank()) {
            throw new IllegalArgumentException("nodepulse.admin.token is not set");
        }
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Who guesses it may do everything, so it is no less than a password.
     *
     * @throws IllegalArgumentException if it can be guessed
     */
    public static void requireStrong(String token) {
        if (token.length() < MIN_LENGTH || token.chars().distinct().count() < MIN_DIFFERENT) {
            throw new IllegalArgumentException(
                    "the administrator's token can be guessed: it must have %d or more characters, %d different ones among them, as 'openssl rand -hex 32' makes"
                            .formatted(MIN_LENGTH, MIN_DIFFERENT));
        }
    }

    /** Whether that is the token. */
    public boolean matches(String shown) {
        return MessageDigest.isEqual(token, shown.getBytes(StandardCharsets.UTF_8));
    }
}
