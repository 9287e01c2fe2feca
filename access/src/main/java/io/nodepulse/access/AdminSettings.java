package io.nodepulse.access;

import io.nodepulse.access.token.AdminToken;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What lets the first administrator in, {@code nodepulse.admin.*}.
 *
 * @param token there is no default: a service that has none does not start
 */
@ConfigurationProperties("nodepulse.admin")
public record AdminSettings(@Nullable String token) {

    public AdminSettings {
        if (token != null && !token.isBlank()) {
            AdminToken.requireStrong(token);
        }
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "AdminSettings[]";
    }
}
