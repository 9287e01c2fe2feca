package io.nodepulse.access.oidc;

import static java.util.Objects.requireNonNull;

import io.nodepulse.access.account.ExpiringSecrets;
import io.nodepulse.access.session.OwnCookie;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.web.util.WebUtils;

import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Browsers that were sent to a provider and have not come back. Kept in Valkey, so that they may
 * come back to another instance, and bound to the browser by a cookie. Thread-safe.
 */
final class PendingSignIns implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

    private static final String COOKIE = "nodepulse_sign_in";
    private static final Duration VALIDITY = Duration.ofMinutes(5);
    private static final JsonMapper JSON = new JsonMapper();

    private final ExpiringSecrets texts;

    /** What the answer of the provider is checked against. */
    record Pending(
            String authorizationUri,
            String clientId,
            String redirectUri,
            Set<String> scopes,
            String state,
            Map<String, String> attributes) {

        static Pending of(OAuth2AuthorizationRequest request) {
            Map<String, String> attributes = new HashMap<>();
            request.getAttributes().forEach((key, value) -> attributes.put(key, value.toString()));
            return new Pending(
                    request.getAuthorizationUri(),
                    request.getClientId(),
                    requireNonNull(request.getRedirectUri()),
                    request.getScopes(),
                    requireNonNull(request.getState()),
                    attributes);
        }

        OAuth2AuthorizationRequest request() {
            return OAuth2AuthorizationRequest.authorizationCode()
                    .authorizationUri(authorizationUri)
                    .clientId(clientId)
                    .redirectUri(redirectUri)
                    .scopes(scopes)
                    .state(state)
                    .attributes(all -> all.putAll(attributes))
                    .build();
        }
    }

    PendingSignIns(ExpiringSecrets texts) {
        this.texts = texts;
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(
            HttpServletRequest request) {
        return secretOf(request)
                .flatMap(texts::find)
                .map(text -> answeredBy(request, text))
                .orElse(null);
    }

    @Override
    public void saveAuthorizationRequest(
            @Nullable OAuth2AuthorizationRequest pending,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (pending == null) {
            hand("", Duration.ZERO, request, response);
        } else {
            String text = JSON.writeValueAsString(Pending.of(pending));
            hand(texts.keep(text, VALIDITY), VALIDITY, request, response);
        }
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
            HttpServletRequest request, HttpServletResponse response) {
        hand("", Duration.ZERO, request, response);
        return secretOf(request)
                .flatMap(texts::take)
                .map(text -> answeredBy(request, text))
                .orElse(null);
    }

    private static @Nullable OAuth2AuthorizationRequest answeredBy(
            HttpServletRequest request, String text) {
        Pending pending = JSON.readValue(text, Pending.class);
        return pending.state().equals(request.getParameter("state")) ? pending.request() : null;
    }

    private static Optional<String> secretOf(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, name(request)))
                .map(Cookie::getValue);
    }

    private static String name(HttpServletRequest request) {
        return request.isSecure() ? COOKIE : OwnCookie.plain(COOKIE, request);
    }

    /** Lax, as the browser comes back from another site. */
    private static void hand(
            String secret,
            Duration length,
            HttpServletRequest request,
            HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(name(request), secret)
                        .maxAge(length)
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Lax")
                        .path("/login")
                        .build()
                        .toString());
    }
}
