package io.nodepulse.events.person;

import io.nodepulse.events.administration.Actor;
import io.nodepulse.events.person.PersonalFields.Kind;
import io.nodepulse.events.wire.StoredEvent;
import io.nodepulse.events.wire.StoredEvent.PayloadForm;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;

/** Seals one event. Not thread-safe; used once. */
final class EventSealer {

    private static final JsonMapper JSON = new JsonMapper();

    private final StoredEvent event;
    private final Keyring keys;
    private final Map<String, Optional<PersonKey>> used = new HashMap<>();
    private final StringJoiner mark = new StringJoiner(" ");
    private final Map<String, Kind> kinds;
    private final ObjectNode payload;
    private final FieldOwners owners;

    EventSealer(StoredEvent event, Keyring keys) {
        this.event = event;
        this.keys = keys;
        this.kinds = PersonalFields.of(event.typeName());
        this.payload =
                !kinds.isEmpty() && event.payloadForm() == PayloadForm.JSON
                        ? (ObjectNode) JSON.readTree(event.payload())
                        : JSON.createObjectNode();
        this.owners = FieldOwners.of(event.metadata(), kinds, texts());
    }

    /** The event as it is stored. */
    StoredEvent sealed() {
        SortedMap<String, String> metadata = new TreeMap<>(event.metadata());
        owners.ofActor().ifPresent(who -> seal(metadata, Actor.NAME_KEY, who));
        if (metadata.containsKey(Actor.ADDRESS_KEY)) {
            seal(metadata, Actor.ADDRESS_KEY, owners.ofAddress());
        }
        boolean isChanged = sealPayload();
        if (mark.length() == 0) {
            return event;
        }
        metadata.put(PersonSealing.MARK, mark.toString());
        return event.with(metadata, isChanged ? JSON.writeValueAsBytes(payload) : event.payload());
    }

    /** Whether that is whom the payload is about. */
    boolean names(String who) {
        return who.equals(owners.named());
    }

    private TreeMap<String, String> texts() {
        TreeMap<String, String> texts = new TreeMap<>();
        kinds.keySet().stream()
                .filter(field -> payload.path(field).isString())
                .forEach(field -> texts.put(field, payload.path(field).stringValue()));
        return texts;
    }

    private void seal(Map<String, String> metadata, String field, String who) {
        metadata.computeIfPresent(
                field,
                (key, value) -> {
                    int from = field.equals(Actor.NAME_KEY) ? Actor.nameAt(value) : 0;
                    return sealed(value, from, field, who);
                });
    }

    private boolean sealPayload() {
        int before = mark.length();
        texts().forEach(
                        (field, value) -> {
                            Kind kind = kinds.getOrDefault(field, Kind.NAME);
                            int from = kind == Kind.ACTOR ? Actor.nameAt(value) : 0;
                            owners.of(kind)
                                    .map(
                                            who ->
                                                    sealed(
                                                            value,
                                                            from,
                                                            PersonSealing.PAYLOAD + field,
                                                            who))
                                    .ifPresent(text -> payload.put(field, text));
                        });
        return mark.length() > before;
    }

    /** What stands before the name says of which kind the actor is, and stays. */
    private String sealed(String value, int from, String field, String who) {
        Optional<PersonKey> key = used.computeIfAbsent(who, keys::of);
        if (key.isEmpty()) {
            return value;
        }
        mark.add(field);
        String place = PersonSealing.place(event, field);
        return value.substring(0, from) + key.get().seal(value.substring(from), place);
    }
}
