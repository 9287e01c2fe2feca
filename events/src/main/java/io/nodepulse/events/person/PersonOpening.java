package io.nodepulse.events.person;

import io.nodepulse.events.administration.Actor;
import io.nodepulse.events.administration.PersonLabel;
import io.nodepulse.events.person.PersonalFields.Kind;
import io.nodepulse.events.wire.MalformedEntryException;
import io.nodepulse.events.wire.StoredEvent;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Opens what {@link PersonSealing} sealed. Where that cannot be, a {@link PersonLabel} stands in
 * its place, the same one for all that was sealed under one number, and the log says why, once.
 * Events of before anything was sealed are as they were. Thread-safe.
 */
public final class PersonOpening {

    /** Without any key. */
    public static final PersonOpening NONE = new PersonOpening(Keyring.NONE);

    /** For whom an event is opened. */
    public enum Audience {
        /**
         * Whoever decides on what events tell: an erased person who is in older events in the clear
         * is still the same one.
         */
        DECISIONS,
        /** People who look at what was done. */
        PEOPLE
    }

    private static final Logger log = LoggerFactory.getLogger(PersonOpening.class);
    private static final JsonMapper JSON = new JsonMapper();

    /** What was said is said again when more than that were. */
    private static final int MAX_REPORTED = 1_000;

    private final Keyring keys;
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    public PersonOpening(Keyring keys) {
        this.keys = keys;
    }

    /**
     * The event as it happened, as far as its keys are there.
     *
     * @throws MalformedEntryException if its payload is none
     */
    public StoredEvent open(StoredEvent event, Audience audience) {
        String mark = event.metadata().get(PersonSealing.MARK);
        if (mark == null) {
            return event;
        }
        SortedMap<String, String> metadata = new TreeMap<>(event.metadata());
        metadata.remove(PersonSealing.MARK);
        List<String> inPayload = new ArrayList<>();
        for (String field : mark.split(" ")) {
            if (field.startsWith(PersonSealing.PAYLOAD)) {
                inPayload.add(field);
            } else {
                boolean isName = field.equals(Actor.NAME_KEY);
                metadata.computeIfPresent(
                        field, (key, text) -> opened(text, isName, event, field, audience));
            }
        }
        byte[] payload = inPayload.isEmpty() ? event.payload() : opened(event, inPayload, audience);
        return event.with(metadata, payload);
    }

    private byte[] opened(StoredEvent event, List<String> fields, Audience audience) {
        ObjectNode payload = parsed(event);
        for (String field : fields) {
            String name = field.substring(PersonSealing.PAYLOAD.length());
            if (payload.path(name).isString()) {
                boolean isName = isName(event.typeName(), name);
                String text = payload.path(name).stringValue();
                payload.put(name, opened(text, isName, event, field, audience));
            }
        }
        return JSON.writeValueAsBytes(payload);
    }

    private static ObjectNode parsed(StoredEvent event) {
        try {
            if (JSON.readTree(event.payload()) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw new MalformedEntryException(
                    "a payload of " + event.typeName() + " does not read", e);
        }
        throw new MalformedEntryException("a payload of " + event.typeName() + " is no object");
    }

    private static boolean isName(String typeName, String field) {
        Kind kind = PersonalFields.of(typeName).getOrDefault(field, Kind.NAME);
        return kind == Kind.NAME || kind == Kind.ACTOR;
    }

    private String opened(
            String text, boolean isName, StoredEvent event, String field, Audience audience) {
        int from = isName ? Actor.nameAt(text) : 0;
        String opened =
                SealedText.of(text.substring(from))
                        .map(
                                kept ->
                                        opened(
                                                kept,
                                                isName,
                                                PersonSealing.place(event, field),
                                                audience))
                        .orElse(PersonLabel.UNREADABLE);
        return text.substring(0, from) + opened;
    }

    private String opened(SealedText sealed, boolean isName, String place, Audience audience) {
        String number = sealed.number();
        return switch (keys.find(number)) {
            case Keyring.Present present -> opened(present.key(), sealed, isName, place);
            case Keyring.Erased erased -> {
                String formerly = erased.formerly();
                if (isName && formerly != null && audience == Audience.DECISIONS) {
                    yield formerly;
                }
                yield isName ? PersonLabel.erased(number) : PersonLabel.ERASED;
            }
            case Keyring.Missing missing -> unreadable(number, isName, missing.why());
        };
    }

    private String opened(PersonKey key, SealedText sealed, boolean isName, String place) {
        try {
            return key.open(sealed, place);
        } catch (GeneralSecurityException e) {
            return unreadable(
                    key.number(),
                    isName,
                    "it was altered, or sealed with another key of that number");
        }
    }

    private String unreadable(String number, boolean isName, String why) {
        if (reported.size() >= MAX_REPORTED) {
            reported.clear();
        }
        if (keys != Keyring.NONE && reported.add(number + why)) {
            log.error("what was written of person {} cannot be read: {}", number, why);
        }
        return isName ? PersonLabel.unreadable(number) : PersonLabel.UNREADABLE;
    }
}
