package io.nodepulse.access.session;

import io.nodepulse.access.token.BearerToken;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

/**
 * What a request shows to say who sent it. A bearer token, even one that cannot be read, keeps the
 * cookie from counting.
 *
 * @param token the bearer token, or null
 * @param sessionId the session cookie's, or null
 * @param address where the request came from
 */
record PresentedCredentials(@Nullable String token, @Nullable String sessionId, String address) {

    static PresentedCredentials by(HttpServletRequest request) {
        return new PresentedCredentials(
                BearerToken.of(request).orElse(null),
                Callers.bringsToken(request) ? null : SessionCookie.of(request).orElse(null),
                request.getRemoteAddr());
    }
}
