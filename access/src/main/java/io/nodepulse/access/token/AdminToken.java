package io.nodepulse.access.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The administrator's token: set with the program, so it works before there are people, and while
 * Valkey is away. Compared in constant time.
 */
public final class AdminToken {

    private final byte[] token;

    public AdminToken(String token) {
        if (token.isBlank()) {
            throw new IllegalArgumentException("nodepulse.admin.token must not be blank");
        }
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether that is the token. */
    public boolean matches(String shown) {
        return MessageDigest.isEqual(token, shown.getBytes(StandardCharsets.UTF_8));
    }
}
