package io.nodepulse.access.session;

import io.nodepulse.access.account.Person;
import io.nodepulse.events.administration.Actor;
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
 * @param subject who signed in elsewhere, as the provider knows them whatever they are called; null
 *     for a person
 * @param startedAt when
 * @param seenAt when it was last used, to within some minutes
 * @param signedInAt when somebody signed in; null if that is when it started
 * @param browsing from where; null if it is older than that was kept
 */
public record Session(
        String name,
        @Nullable String credential,
        @Nullable String provider,
        @Nullable Role role,
        @Nullable String subject,
        Instant startedAt,
        Instant seenAt,
        @Nullable Instant signedInAt,
        @Nullable Browsing browsing) {

    /** Of one of our people. */
    public static Session of(Person person, Instant now) {
        return new Session(
                person.name(), person.credential(), null, null, null, now, now, null, null);
    }

    /** Of somebody whom a provider of identities vouches for. */
    public static Session of(String provider, String name, Role role, String subject, Instant now) {
        return new Session(name, null, provider, role, subject, now, now, null, null);
    }

    Session seen(Instant now) {
        return new Session(
                name, credential, provider, role, subject, startedAt, now, signedInAt, browsing);
    }

    /** The same, begun with that. */
    public Session with(Browsing begun) {
        return new Session(
                name, credential, provider, role, subject, startedAt, seenAt, signedInAt, begun);
    }

    /** The same, which outlives the end of all that started before; it lasts no longer for that. */
    public Session startedAnew(Instant now) {
        return new Session(name, credential, provider, role, subject, now, now, since(), browsing);
    }

    /** Since when somebody is signed in. */
    public Instant since() {
        return signedInAt == null ? startedAt : signedInAt;
    }

    /** Whose it is, as {@link Actor#name}. */
    public String owner() {
        return provider == null ? Actor.person(name) : Actor.guest(provider, name);
    }
}
