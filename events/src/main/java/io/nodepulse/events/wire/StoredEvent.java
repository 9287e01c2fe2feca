package io.nodepulse.events.wire;

import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * An event that is not a sample, as it is stored: few of them, so each is kept whole.
 *
 * @param identifier the event's own identity
 * @param typeName qualified name of the message type
 * @param typeVersion version of the message type
 * @param timestamp when it happened
 * @param tags {@code key=value} pairs by which it is found
 * @param metadata the message's metadata
 * @param payloadForm how {@code payload} is to be read
 * @param payload the payload's bytes
 */
@SuppressWarnings("ArrayRecordComponent") // passed on as it is, compared nowhere
public record StoredEvent(
        String identifier,
        String typeName,
        String typeVersion,
        Instant timestamp,
        SortedSet<TagPair> tags,
        SortedMap<String, String> metadata,
        PayloadForm payloadForm,
        byte[] payload) {

    /** The same event with other metadata and another payload of the same form. */
    public StoredEvent with(SortedMap<String, String> otherMetadata, byte[] otherPayload) {
        return new StoredEvent(
                identifier,
                typeName,
                typeVersion,
                timestamp,
                tags,
                otherMetadata,
                payloadForm,
                otherPayload);
    }

    /** How a payload's bytes are to be read. */
    public enum PayloadForm {
        /** UTF-8 text. */
        TEXT(0),
        /** Bytes as they are. */
        BYTES(1),
        /** JSON of the record that the message type names. */
        JSON(2);

        private static final Map<Integer, PayloadForm> BY_CODE =
                Map.of(TEXT.code, TEXT, BYTES.code, BYTES, JSON.code, JSON);

        final int code;

        PayloadForm(int code) {
            this.code = code;
        }

        static PayloadForm ofCode(int code) {
            PayloadForm form = BY_CODE.get(code);
            if (form == null) {
                throw new MalformedEntryException("unknown payload form " + code);
            }
            return form;
        }
    }

    /** A tag's key and value, in the order of both. */
    public record TagPair(String key, String value) implements Comparable<TagPair> {
        @Override
        public int compareTo(TagPair other) {
            int byKey = key.compareTo(other.key);
            return byKey != 0 ? byKey : value.compareTo(other.value);
        }
    }
}
