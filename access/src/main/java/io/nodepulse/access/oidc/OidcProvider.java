package io.nodepulse.access.oidc;

import io.nodepulse.access.account.Scope;
import io.nodepulse.access.session.Guest;
import io.nodepulse.events.ServerTags;
import io.nodepulse.events.administration.Role;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.oauth2.client.oidc.authentication.logout.LogoutTokenClaimNames;
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
 * @param serverTagsClaim the claim that limits viewers and operators to servers: one text or a
 *     list; without such a setting nobody is limited
 * @param serverTags which values of that claim give which tags; without any the values are tags
 *     themselves. Whom the claim gives no tag is not let in, as is who lacks it
 * @param allServers the values of that claim whose people see all servers
 */
public record OidcProvider(
        String name,
        String issuer,
        String clientId,
        String clientSecret,
        @DefaultValue({"openid", "profile"}) Set<String> scopes,
        @DefaultValue("preferred_username") String nameClaim,
        @DefaultValue("groups") String roleClaim,
        @DefaultValue Map<Role, List<String>> roles,
        @Nullable String serverTagsClaim,
        @DefaultValue List<TagRule> serverTags,
        @DefaultValue List<String> allServers) {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

    public OidcProvider {
        URI address = URI.create(issuer);
        if (!"https".equals(address.getScheme()) && !isLoopback(address.getHost())) {
            throw new IllegalArgumentException(
                    "issuer must begin with https://, as it says who somebody is: " + issuer);
        }
        if (serverTagsClaim == null && !(serverTags.isEmpty() && allServers.isEmpty())) {
            throw new IllegalArgumentException(
                    "server-tags and all-servers need server-tags-claim, or they limit nobody");
        }
    }

    private static boolean isLoopback(@Nullable String host) {
        return host != null && LOOPBACK.contains(host);
    }

    /** Who somebody is at the provider, for ever. */
    static String subjectOf(Map<String, Object> claims) {
        return String.valueOf(claims.get(IdTokenClaimNames.SUB));
    }

    private static @Nullable String sidOf(Map<String, Object> claims) {
        return claims.get(LogoutTokenClaimNames.SID) instanceof String sid ? sid : null;
    }

    /** What the claims call the person, or else the subject, which every provider gives. */
    String nameOf(Map<String, Object> claims) {
        Object name = claims.get(nameClaim);
        return String.valueOf(name == null ? subjectOf(claims) : name);
    }

    /** What they may do here; nothing for whom the claims give no role, or no servers. */
    Optional<Guest> guestOf(String id, Map<String, Object> claims) {
        return roleOf(claims)
                .flatMap(
                        role ->
                                scopeOf(role, claims)
                                        .map(
                                                scope ->
                                                        new Guest(
                                                                id,
                                                                subjectOf(claims),
                                                                role,
                                                                scope.tags(),
                                                                sidOf(claims))));
    }

    /** Administrators are asked for no servers, as they are never limited. */
    private Optional<Scope> scopeOf(Role role, Map<String, Object> claims) {
        if (serverTagsClaim == null || role == Role.ADMIN) {
            return Optional.of(Scope.EVERYTHING);
        }
        Collection<?> values = valuesOf(serverTagsClaim, claims);
        if (allServers.stream().anyMatch(values::contains)) {
            return Optional.of(Scope.EVERYTHING);
        }
        List<String> tags = serverTags.isEmpty() ? tagsAmong(values) : tagsFor(values);
        return tags.isEmpty() ? Optional.empty() : Optional.of(Scope.of(tags));
    }

    /** What is no tag is on no server, and may be there for others than us. */
    private static List<String> tagsAmong(Collection<?> values) {
        return values.stream().map(String::valueOf).filter(ServerTags::isOne).toList();
    }

    private List<String> tagsFor(Collection<?> values) {
        return serverTags.stream()
                .filter(rule -> rule.matches(values))
                .flatMap(rule -> rule.tags().stream())
                .toList();
    }

    private static Collection<?> valuesOf(String name, Map<String, Object> claims) {
        Object claim = claims.get(name);
        return claim instanceof Collection<?> several
                ? several
                : claim == null ? List.of() : List.of(claim);
    }

    /** The highest role that the claims give. */
    private Optional<Role> roleOf(Map<String, Object> claims) {
        Collection<?> groups = valuesOf(roleClaim, claims);
        return roles.entrySet().stream()
                .filter(role -> role.getValue().stream().anyMatch(groups::contains))
                .map(Map.Entry::getKey)
                .max(Role::compareTo);
    }
}
