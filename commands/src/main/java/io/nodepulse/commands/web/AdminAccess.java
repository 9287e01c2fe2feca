package io.nodepulse.commands.web;

import io.nodepulse.commands.refusal.Refusal;
import io.nodepulse.commands.refusal.RefusedException;
import io.nodepulse.commands.server.TokenHash;

import jakarta.servlet.http.HttpServletRequest;

/** Lets in who shows the administrator's token. Thread-safe. */
public final class AdminAccess {

    private final TokenHash adminToken;

    public AdminAccess(String adminToken) {
        if (adminToken.isBlank()) {
            throw new IllegalArgumentException("nodepulse.admin.token must not be blank");
        }
        this.adminToken = TokenHash.of(adminToken);
    }

    /** Throws unless the request brings the token. */
    public void require(HttpServletRequest request) {
        if (!BearerToken.hashOf(request).map(adminToken::matches).orElse(false)) {
            throw new RefusedException(
                    Refusal.BAD_ADMIN_TOKEN,
                    "this call needs Authorization: Bearer with the administrator's token");
        }
    }
}
