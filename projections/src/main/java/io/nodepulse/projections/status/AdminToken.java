package io.nodepulse.projections.status;

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

    /** Refuses whoever does not show the token in this Authorization header. */
    void require(@Nullable String authorization) {
        if (authorization == null
                || !authorization.startsWith(SCHEME)
                || !MessageDigest.isEqual(
                        token,
                        authorization
                                .substring(SCHEME.length())
                                .getBytes(StandardCharsets.UTF_8))) {
            throw new NotAdminException();
        }
    }

    /** The administrator's token was not shown. */
    static final class NotAdminException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotAdminException() {
            super("this call needs the administrator's token: Authorization: Bearer <token>");
        }
    }
}
