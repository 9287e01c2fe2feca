package io.nodepulse.commands.web;

import io.nodepulse.commands.server.TokenHash;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;

import java.util.Optional;

/** The token of {@code Authorization: Bearer …}; it leaves this class only as a hash. */
public final class BearerToken {

    private static final String SCHEME = "Bearer ";

    private BearerToken() {}

    /** Hash of the request's token, if it brings one. */
    public static Optional<TokenHash> hashOf(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        return Optional.of(TokenHash.of(header.substring(SCHEME.length()).strip()));
    }
}
