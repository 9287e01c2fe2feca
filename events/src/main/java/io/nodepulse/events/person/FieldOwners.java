package io.nodepulse.events.person;

import io.nodepulse.events.administration.Actor;
import io.nodepulse.events.administration.PersonLabel;
import io.nodepulse.events.person.PersonalFields.Kind;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Optional;

/**
 * Under whose key each field of one event belongs: names under that of whom they name, the address
 * under that of who came from there.
 *
 * @param actor of the event; null where it has none
 * @param named whom the payload is about; null where that is nobody
 */
record FieldOwners(@Nullable String actor, @Nullable String named) {

    /** Whose addresses are those that belong to no person and to no program. */
    static final String OTHERS = "others";

    /**
     * @param payload its fields, as far as they are a person's
     */
    static FieldOwners of(
            Map<String, String> metadata, Map<String, Kind> kinds, Map<String, String> payload) {
        String named = null;
        for (Map.Entry<String, Kind> field : kinds.entrySet()) {
            String value = payload.get(field.getKey());
            if (value != null && field.getValue() == Kind.NAME) {
                named = PersonLabel.isOne(value) ? null : Actor.person(value);
            } else if (value != null && field.getValue() == Kind.ACTOR) {
                named = isSomebody(value) ? value : null;
            }
        }
        return new FieldOwners(metadata.get(Actor.NAME_KEY), named);
    }

    /** Whose key a field of the payload is sealed under; empty where it stays in the clear. */
    Optional<String> of(Kind kind) {
        return Optional.ofNullable(kind == Kind.OF_ACTOR ? actor : named);
    }

    /** The same of the actor's name. */
    Optional<String> ofActor() {
        return Optional.ofNullable(actor).filter(FieldOwners::isSomebody);
    }

    /** What stands for a name that is gone is none. */
    private static boolean isSomebody(String name) {
        return Actor.nameAt(name) > 0 && !PersonLabel.isOneOf(name);
    }

    /** Of nobody, who tried to be somebody, it is most likely that one's own. */
    String ofAddress() {
        if (actor == null) {
            return OTHERS;
        }
        if (isSomebody(actor) || actor.startsWith(Actor.TOKEN)) {
            return actor;
        }
        return actor.equals(Actor.ANONYMOUS) && named != null ? named : OTHERS;
    }
}
