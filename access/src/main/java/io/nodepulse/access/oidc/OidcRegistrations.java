package io.nodepulse.access.oidc;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The providers as Spring Security knows them. What a provider says of itself is asked for when it
 * is first needed, so that its absence stops nobody from starting. Thread-safe.
 */
final class OidcRegistrations implements ClientRegistrationRepository {

    private final Map<String, OidcProvider> providers;
    private final Map<String, ClientRegistration> known = new ConcurrentHashMap<>();

    OidcRegistrations(Map<String, OidcProvider> providers) {
        this.providers = providers;
    }

    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        OidcProvider provider = providers.get(id);
        return provider == null ? null : known.computeIfAbsent(id, key -> discover(key, provider));
    }

    private static ClientRegistration discover(String id, OidcProvider provider) {
        return ClientRegistrations.fromIssuerLocation(provider.issuer())
                .registrationId(id)
                .clientName(provider.name())
                .clientId(provider.clientId())
                .clientSecret(provider.clientSecret())
                .scope(provider.scopes())
                .userNameAttributeName(IdTokenClaimNames.SUB)
                .build();
    }
}
