package io.nodepulse.commands.recordscrape;

import io.nodepulse.access.token.BearerToken;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The agent's token as a push shows it: {@code Authorization: Bearer}, or the password of {@code
 * Authorization: Basic} (RFC 7617), which programs send that know of no tokens but take {@code
 * http://agent:TOKEN@host/} for an address. The token alone says whose it is, so the user's name
 * may be any.
 */
final class ShownToken {

    private static final String BASIC = "Basic ";

    private ShownToken() {}

    /** The request's token, if it brings one; a password that cannot be read is no agent's. */
    static Optional<String> of(HttpServletRequest request) {
        return BearerToken.of(request).or(() -> password(request));
    }

    private static Optional<String> password(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, BASIC, 0, BASIC.length())
                ? Optional.of(password(header.substring(BASIC.length()).strip()))
                : Optional.empty();
    }

    private static String password(String credentials) {
        try {
            String pair =
                    new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? "" : pair.substring(colon + 1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
