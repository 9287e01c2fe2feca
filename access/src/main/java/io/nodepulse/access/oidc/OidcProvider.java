package io.nodepulse.access.oidc;

import io.nodepulse.events.administration.Role;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A provider of identities, and what its people may do here.
 *
 * @param name as people know it
 * @param issuer its address, under which it describes itself
 * @param clientId as which we are known there
 * @param clientSecret by which it knows us
 * @param scopes what we ask for
 * @param nameClaim the claim that names the person
 * @param roleClaim the claim that tells the person's groups: one text or a list
 * @param roles the groups that have a role, by role; who is in none of them is not let in
 */
public record OidcProvider(
        String name,
        String issuer,
        String clientId,
        String clientSecret,
        @DefaultValue({"openid", "profile"}) Set<String> scopes,
        @DefaultValue("preferred_username") String nameClaim,
        @DefaultValue("groups") String roleClaim,
        @DefaultValue Map<Role, List<String>> roles) {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

    public OidcProvider {
        URI address = URI.create(issuer);
        if (!"https".equals(address.getScheme()) && !isLoopback(address.getHost())) {
            throw new IllegalArgumentException(
                    "issuer must begin with https://, as it says who somebody is: " + issuer);
        }
    }

    private static boolean isLoopback(@Nullable String host) {
        return host != null && LOOPBACK.contains(host);
    }

    /** Who somebody is at the provider, for ever. */
    static String subjectOf(Map<String, Object> claims) {
        return String.valueOf(claims.get(IdTokenClaimNames.SUB));
    }

    /** What the claims call the person, or else the subject, which every provider gives. */
    String nameOf(Map<String, Object> claims) {
        Object name = claims.get(nameClaim);
        return String.valueOf(name == null ? subjectOf(claims) : name);
    }

    /** The highest role that the claims give. */
    Optional<Role> roleOf(Map<String, Object> claims) {
        Object claim = claims.get(roleClaim);
        Collection<?> groups =
                claim instanceof Collection<?> several
                        ? several
                        : claim == null ? List.of() : List.of(claim);
        return roles.entrySet().stream()
                .filter(role -> role.getValue().stream().anyMatch(groups::contains))
                .map(Map.Entry::getKey)
                .max(Role::compareTo);
    }
}
