package io.nodepulse.access.session;

import io.nodepulse.access.account.Scope;
import io.nodepulse.events.administration.Role;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a provider of identities told of somebody when they signed in there.
 *
 * @param provider which
 * @param subject who that is there, whatever they are called
 * @param role what they may do here
 * @param serverTags which servers they see; none are all
 * @param sid by which the provider knows their session there; null if it did not say
 */
public record Guest(
        String provider, String subject, Role role, List<String> serverTags, @Nullable String sid) {

    public Guest {
        serverTags = List.copyOf(serverTags);
    }

    /** Where all sessions of a subject are listed. */
    static String ofSubject(String provider, String subject) {
        return "subject " + provider + " " + subject;
    }

    /** Where the sessions are listed that began with one session at the provider. */
    static String ofSid(String provider, String sid) {
        return "sid " + provider + " " + sid;
    }

    /** Where their session is listed for what the provider may say of it. */
    Stream<String> listings() {
        Stream<String> all = Stream.of(ofSubject(provider, subject));
        return sid == null ? all : Stream.concat(all, Stream.of(ofSid(provider, sid)));
    }

    /** Which servers they see: an administrator is never limited. */
    public Scope sight() {
        return role == Role.ADMIN ? Scope.EVERYTHING : Scope.of(serverTags);
    }
}
