package io.nodepulse.access.session;

import io.nodepulse.access.account.Scope;
import io.nodepulse.events.administration.Role;

import java.util.List;

/**
 * What a provider of identities told of somebody when they signed in there.
 *
 * @param provider which
 * @param subject who that is there, whatever they are called
 * @param role what they may do here
 * @param serverTags which servers they see; none are all
 */
public record Guest(String provider, String subject, Role role, List<String> serverTags) {

    public Guest {
        serverTags = List.copyOf(serverTags);
    }

    /** Which servers they see: an administrator is never limited. */
    public Scope sight() {
        return role == Role.ADMIN ? Scope.EVERYTHING : Scope.of(serverTags);
    }
}
