package io.nodepulse.access.account;

import io.nodepulse.events.administration.Role;

import java.time.Instant;

/**
 * What somebody who issues API tokens can answer for.
 *
 * @param role the highest that their tokens have
 * @param scope the servers that their tokens may be good for
 * @param until the latest at which their tokens end
 */
public record Standing(Role role, Scope scope, Instant until) {

    /** Of whoever holds the administrator's token, and of those we do not know ourselves. */
    static final Standing UNBOUNDED = new Standing(Role.ADMIN, Scope.EVERYTHING, Instant.MAX);

    /** Whether they may at that moment what needs that role and reaches to all servers. */
    public boolean admitsToAll(Role needed, Instant now) {
        return role.covers(needed) && scope.isEverything() && now.isBefore(until);
    }

    /** The token, with no more than that. */
    public ApiToken bound(ApiToken token) {
        Role least = role.covers(token.role()) ? token.role() : role;
        Instant first = until.isBefore(token.expiresAt()) ? until : token.expiresAt();
        return token.bounded(least, scope.and(token.scope()), first);
    }
}
