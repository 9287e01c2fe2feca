package io.nodepulse.events.service;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The administrator's token; compared in constant time. */
public final class AdminToken {

    private static final String SCHEME = "Bearer ";

    private final byte[] token;

    public AdminToken(String token) {
        if (token.isBlank()) {
            throw new IllegalArgumentException("nodepulse.admin.token must not be blank");
        }
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Lets only who shows the token pass.
     *
     * @param authorization value of the Authorization header
     * @throws NotAdminException if it does not show the token
     */
    public void require(@Nullable String authorization) {
        if (authorization == null
                || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                || !MessageDigest.isEqual(
                        token,
                        authorization
                                .substring(SCHEME.length())
                                .strip()
                                .getBytes(StandardCharsets.UTF_8))) {
            throw new NotAdminException();
        }
    }
}
