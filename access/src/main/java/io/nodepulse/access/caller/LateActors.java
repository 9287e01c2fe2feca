package io.nodepulse.access.caller;

import io.nodepulse.access.account.AccountBook;
import io.nodepulse.events.administration.Actor;
import io.nodepulse.events.administration.PersonLabel;
import io.nodepulse.events.store.person.PersonKeys;

/**
 * Who did something a while ago, when it is written down now: who was erased meanwhile is not named
 * again. Thread-safe.
 */
public record LateActors(AccountBook book, PersonKeys keys) {

    /** The actor, without name and address if that is a person who was erased. */
    Actor of(Actor actor) {
        String name = named(actor.name());
        return name.equals(actor.name()) ? actor : new Actor(name, PersonLabel.ERASED);
    }

    /** The same of a name alone, as {@link Actor#name}. */
    String named(String who) {
        boolean isErased =
                who.startsWith(Actor.PERSON)
                        && keys.areSealed()
                        && book.current().person(who.substring(Actor.PERSON.length())).isEmpty()
                        && !keys.isKnown(who);
        return isErased ? Actor.person(PersonLabel.ERASED) : who;
    }
}
