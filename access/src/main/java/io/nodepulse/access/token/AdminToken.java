package io.nodepulse.access.token;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The administrator's token: set with the program, so it works before there are people, and while
 * Valkey is away. Compared in constant time.
 */
public final class AdminToken {

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

    /** Whether that is the token. */
    public boolean matches(String shown) {
        return MessageDigest.isEqual(token, shown.getBytes(StandardCharsets.UTF_8));
    }
}
