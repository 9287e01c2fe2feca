package io.nodepulse.access.session;

import io.nodepulse.access.account.Person;
import io.nodepulse.events.administration.Role;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Somebody is signed in.
 *
 * @param name who
 * @param credential {@link Person#credential} at that time; null for who signed in elsewhere
 * @param provider where somebody signed in who is none of our people; null for who is
 * @param role of who signed in elsewhere, as the provider told it; null for a person, whose role is
 *     looked up
 * @param startedAt when
 * @param seenAt when it was last used, to within a tenth of the time it may lie idle
 */
public record Session(
        String name,
        @Nullable String credential,
        @Nullable String provider,
        @Nullable Role role,
        Instant startedAt,
        Instant seenAt) {

    /** Of one of our people. */
    public static Session of(Person person, Instant now) {
        return new Session(person.name(), person.credential(), null, null, now, now);
    }

    /** Of somebody whom a provider of identities vouches for. */
    public static Session of(String provider, String name, Role role, Instant now) {
        return new Session(name, null, provider, role, now, now);
    }

    Session seen(Instant now) {
        return new Session(name, credential, provider, role, startedAt, now);
    }
}
