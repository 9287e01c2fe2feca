package io.nodepulse.access.caller;

import io.nodepulse.access.account.ApiToken;
import io.nodepulse.access.account.FactorPolicy;
import io.nodepulse.access.account.Person;
import io.nodepulse.access.account.Scope;
import io.nodepulse.events.administration.Actor;
import io.nodepulse.events.administration.Role;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

import java.util.Optional;

/**
 * Who sent a request, and what they may do. A controller that needs to know takes one as a
 * parameter.
 */
public final class Caller extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final Role role;
    private final transient Scope scope;
    private final @Nullable String provider;
    private final transient FactorPolicy.@Nullable State factor;
    private final transient Actor actor;

    private Caller(
            String name,
            Role role,
            Scope scope,
            @Nullable String provider,
            FactorPolicy.@Nullable State factor,
            Actor actor) {
        super(AuthorityUtils.createAuthorityList("ROLE_" + role));
        this.name = name;
        this.role = role;
        this.scope = scope;
        this.provider = provider;
        this.factor = factor;
        this.actor = actor;
        setAuthenticated(true);
    }

    /**
     * Somebody who signed in with a password.
     *
     * @param factor how they stand to a second one; null where there is nothing to say
     */
    public static Caller person(
            Person person, FactorPolicy.@Nullable State factor, String address) {
        return new Caller(
                person.name(),
                person.role(),
                person.sight(),
                null,
                factor,
                new Actor(Actor.person(person.name()), address));
    }

    /** Somebody who signed in at that provider of identities. */
    public static Caller guest(
            String provider, String name, Role role, Scope scope, String address) {
        return new Caller(
                name, role, scope, provider, null, new Actor(Actor.guest(provider, name), address));
    }

    /** A program. */
    public static Caller token(ApiToken token, String address) {
        return new Caller(
                token.name(),
                token.role(),
                token.scope(),
                null,
                null,
                new Actor(Actor.token(token.id()), address));
    }

    /** Whoever holds the administrator's token. */
    public static Caller adminToken(String address) {
        return new Caller(
                Actor.ADMIN_TOKEN,
                Role.ADMIN,
                Scope.EVERYTHING,
                null,
                null,
                new Actor(Actor.ADMIN_TOKEN, address));
    }

    /**
     * Who sent the request that this thread works on.
     *
     * @throws IllegalStateException if nobody was asked for
     */
    public static Caller current() {
        return ifAny().orElseThrow(() -> new IllegalStateException("an act without a caller"));
    }

    /** Who sent the request that this thread works on, if they said who they are. */
    public static Optional<Caller> ifAny() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof Caller caller
                ? Optional.of(caller)
                : Optional.empty();
    }

    public Role role() {
        return role;
    }

    /** Which servers they may see and act on. */
    public Scope scope() {
        return scope;
    }

    /** The id of the provider where this caller signed in; null for all who are ours. */
    public @Nullable String provider() {
        return provider;
    }

    /** How a person stands to a second factor; null of all others. */
    public FactorPolicy.@Nullable State factor() {
        return factor;
    }

    /** Whether they have to enrol a second factor before anything else. */
    public boolean lacksFactor() {
        return factor != null && factor.isMissing();
    }

    /** As events name this caller. */
    public Actor actor() {
        return actor;
    }

    @Override
    public Object getPrincipal() {
        return name;
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }
}
