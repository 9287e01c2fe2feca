package io.nodepulse.events.store.entry;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.wire.MalformedEntryException;
import io.nodepulse.events.wire.StoredEvent.PayloadForm;

import org.axonframework.messaging.core.MessageType;
import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;

/** Payloads of the events that are no samples: text, bytes, or JSON of a known record. */
final class PayloadCodec {

    /** A field that a later version added does not keep this one from reading. */
    private static final JsonMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private PayloadCodec() {}

    static PayloadForm formOf(MessageType type, @Nullable Object payload) {
        if (payload instanceof String) {
            return PayloadForm.TEXT;
        } else if (payload instanceof byte[]) {
            return PayloadForm.BYTES;
        }
        if (EventTypes.factOf(type.name()).filter(record -> record.isInstance(payload)).isEmpty()) {
            throw new IllegalArgumentException(
                    "the event store does not know how to keep a payload of " + type);
        }
        return PayloadForm.JSON;
    }

    static byte[] encode(@Nullable Object payload) {
        if (payload instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        } else if (payload instanceof byte[] bytes) {
            return bytes.clone();
        }
        return JSON.writeValueAsBytes(payload);
    }

    static Object decode(String typeName, PayloadForm form, byte[] bytes) {
        return switch (form) {
            case TEXT -> new String(bytes, StandardCharsets.UTF_8);
            case BYTES -> bytes;
            case JSON -> decodeRecord(typeName, bytes);
        };
    }

    private static Object decodeRecord(String typeName, byte[] bytes) {
        Class<?> record =
                EventTypes.factOf(typeName)
                        .orElseThrow(
                                () ->
                                        new MalformedEntryException(
                                                "no record is known for type " + typeName));
        try {
            return JSON.readValue(bytes, record);
        } catch (JacksonException e) {
            throw new MalformedEntryException("a payload of " + typeName + " does not read", e);
        }
    }
}
