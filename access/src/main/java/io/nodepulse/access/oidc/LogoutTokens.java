package io.nodepulse.access.oidc;

import static java.util.Objects.requireNonNull;

import io.nodepulse.access.session.ProviderLogout;

import org.springframework.core.convert.converter.Converter;
import org.springframework.security.oauth2.client.oidc.authentication.logout.LogoutTokenClaimNames;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuedAtValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.MappedJwtClaimSetConverter;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What providers say when somebody is signed out there, checked as OpenID Connect Back-Channel
 * Logout 1.0, 2.6, asks: who signed it, for whom, when, and that it is no ID token. That each is
 * taken once is not checked here. Thread-safe.
 */
final class LogoutTokens {

    /** How far the clock of a provider may differ, and how long a token may be under way. */
    static final Duration UNDER_WAY = Duration.ofMinutes(5);

    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
    private static final Converter<Map<String, Object>, Map<String, Object>> CLAIMS =
            MappedJwtClaimSetConverter.withDefaults(Collections.emptyMap());

    private final ClientRegistrationRepository registrations;
    private final Clock clock;
    private final Map<String, JwtDecoder> decoders = new ConcurrentHashMap<>();

    LogoutTokens(ClientRegistrationRepository registrations, Clock clock) {
        this.registrations = registrations;
        this.clock = clock;
    }

    /**
     * A token that is right.
     *
     * @param id of the token; with its provider there is one of that id
     */
    record Said(String id, ProviderLogout logout) {}

    /**
     * Reads what that provider has sent.
     *
     * @throws JwtException if it is not right, or the provider's keys cannot be had
     * @throws IllegalArgumentException if the provider does not describe itself
     */
    Said read(String provider, String token) {
        Jwt jwt = decoders.computeIfAbsent(provider, this::decoder).decode(token);
        return new Said(
                requireNonNull(jwt.getId()),
                new ProviderLogout(
                        provider,
                        jwt.getSubject(),
                        jwt.getClaimAsString(LogoutTokenClaimNames.SID)));
    }

    private JwtDecoder decoder(String provider) {
        ClientRegistration registration =
                requireNonNull(registrations.findByRegistrationId(provider), provider);
        NimbusJwtDecoder decoder =
                NimbusJwtDecoder.withJwkSetUri(
                                requireNonNull(registration.getProviderDetails().getJwkSetUri()))
                        .validateType(false)
                        .build();
        decoder.setClaimSetConverter(LogoutTokens::withOwnTime);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(checks(registration)));
        return decoder;
    }

    /** The library's own conversion makes up when a token was issued that does not say it. */
    private static Map<String, Object> withOwnTime(Map<String, Object> claims) {
        if (!claims.containsKey(LogoutTokenClaimNames.IAT)) {
            throw new IllegalArgumentException("it does not say when it was issued");
        }
        return requireNonNull(CLAIMS.convert(claims));
    }

    private List<OAuth2TokenValidator<Jwt>> checks(ClientRegistration registration) {
        JwtTypeValidator type = new JwtTypeValidator(List.of("JWT", "logout+jwt"));
        type.setAllowEmpty(true);
        JwtIssuedAtValidator issuedAt = new JwtIssuedAtValidator(true);
        issuedAt.setClockSkew(UNDER_WAY);
        issuedAt.setClock(clock);
        JwtTimestampValidator end = new JwtTimestampValidator();
        end.setClock(clock);
        return List.of(
                type,
                new JwtIssuerValidator(
                        requireNonNull(registration.getProviderDetails().getIssuerUri())),
                new JwtAudienceValidator(registration.getClientId()),
                issuedAt,
                end,
                new JwtClaimValidator<Object>(
                        LogoutTokenClaimNames.JTI,
                        id -> id instanceof String text && !text.isEmpty()),
                new JwtClaimValidator<Object>(
                        LogoutTokenClaimNames.EVENTS,
                        events -> events instanceof Map<?, ?> all && all.get(EVENT) instanceof Map),
                LogoutTokens::saysWho);
    }

    /** It is about somebody or about a session, and no ID token, which has a nonce. */
    private static OAuth2TokenValidatorResult saysWho(Jwt jwt) {
        boolean named =
                jwt.hasClaim(LogoutTokenClaimNames.SUB) || jwt.hasClaim(LogoutTokenClaimNames.SID);
        return named && !jwt.hasClaim(IdTokenClaimNames.NONCE)
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(
                        new OAuth2Error(
                                OAuth2ErrorCodes.INVALID_TOKEN,
                                "it names nobody, or has a nonce",
                                null));
    }
}
