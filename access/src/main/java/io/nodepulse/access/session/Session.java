package io.nodepulse.access.session;

import io.nodepulse.access.account.Person;
import io.nodepulse.events.administration.Actor;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Somebody is signed in.
 *
 * @param name who
 * @param credential {@link Person#credential} at that time; null for who signed in elsewhere
 * @param guest what was told of somebody who signed in elsewhere; null for a person, who is looked
 *     up
 * @param startedAt when
 * @param seenAt when it was last used, to within some minutes
 * @param signedInAt when somebody signed in; null if that is when it started
 * @param browsing from where; null if it is older than that was kept
 */
public record Session(
        String name,
        @Nullable String credential,
        @Nullable Guest guest,
        Instant startedAt,
        Instant seenAt,
        @Nullable Instant signedInAt,
        @Nullable Browsing browsing) {

    /** Of one of our people. */
    public static Session of(Person person, Instant now) {
        return new Session(person.name(), person.credential(), null, now, now, null, null);
    }

    /** Of somebody whom a provider of identities vouches for. */
    public static Session of(String name, Guest guest, Instant now) {
        return new Session(name, null, guest, now, now, null, null);
    }

    Session seen(Instant now) {
        return new Session(name, credential, guest, startedAt, now, signedInAt, browsing);
    }

    /** The same, begun with that. */
    public Session with(Browsing begun) {
        return new Session(name, credential, guest, startedAt, seenAt, signedInAt, begun);
    }

    /** The same, which outlives the end of all that started before; it lasts no longer for that. */
    public Session startedAnew(Instant now) {
        return new Session(name, credential, guest, now, now, since(), browsing);
    }

    /** Since when somebody is signed in. */
    public Instant since() {
        return signedInAt == null ? startedAt : signedInAt;
    }

    /** Where it is listed: for its owner, and for what a provider may say of it. */
    List<String> listings() {
        Stream<String> own = Stream.of(owner());
        return (guest == null ? own : Stream.concat(own, guest.listings())).toList();
    }

    /** Whose it is, as {@link Actor#name}. */
    public String owner() {
        return guest == null ? Actor.person(name) : Actor.guest(guest.provider(), name);
    }
}
