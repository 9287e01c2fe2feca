package io.nodepulse.events.wire;

import io.nodepulse.events.wire.StoredEvent.PayloadForm;
import io.nodepulse.events.wire.StoredEvent.TagPair;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The body of an entry of events that are no samples: {@code count} times
 *
 * <pre>
 * identifier | type name | type version | epoch second (zigzag) | nanosecond (varint)
 * | tags (varint) x [ key | value ] | metadata (varint) x [ key | value ] | payload form (u8) | payload
 * </pre>
 *
 * where text and payload are a varint length and that many bytes.
 */
final class StoredEventFormat {

    private static final int MAX_PAIRS = 10_000;
    private static final int MAX_NANO = 999_999_999;

    private StoredEventFormat() {}

    static void write(List<StoredEvent> events, ByteWriter out) {
        for (StoredEvent event : events) {
            out.putString(event.identifier());
            out.putString(event.typeName());
            out.putString(event.typeVersion());
            out.putZigZag(event.timestamp().getEpochSecond());
            out.putVarLong(event.timestamp().getNano());
            out.putVarLong(event.tags().size());
            for (TagPair tag : event.tags()) {
                out.putString(tag.key());
                out.putString(tag.value());
            }
            out.putVarLong(event.metadata().size());
            event.metadata()
                    .forEach(
                            (key, value) -> {
                                out.putString(key);
                                out.putString(value);
                            });
            out.putByte(event.payloadForm().code);
            out.putVarLong(event.payload().length);
            out.putBytes(event.payload(), 0, event.payload().length);
        }
    }

    static List<StoredEvent> read(int count, ByteReader in) {
        List<StoredEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(readEvent(in));
        }
        in.needEnd();
        return events;
    }

    private static StoredEvent readEvent(ByteReader in) {
        return new StoredEvent(
                in.readString(),
                in.readString(),
                in.readString(),
                readInstant(in),
                readTags(in),
                readMetadata(in),
                PayloadForm.ofCode(in.readByte()),
                in.readBytes(in.readCount("a payload's length", in.remaining())));
    }

    private static Instant readInstant(ByteReader in) {
        long second = in.readZigZag();
        int nano = in.readCount("a nanosecond", MAX_NANO);
        try {
            return Instant.ofEpochSecond(second, nano);
        } catch (DateTimeException e) {
            throw new MalformedEntryException("no instant has epoch second " + second, e);
        }
    }

    private static SortedSet<TagPair> readTags(ByteReader in) {
        SortedSet<TagPair> tags = new TreeSet<>();
        int count = in.readCount("the number of tags", MAX_PAIRS);
        for (int i = 0; i < count; i++) {
            tags.add(new TagPair(in.readString(), in.readString()));
        }
        return tags;
    }

    private static SortedMap<String, String> readMetadata(ByteReader in) {
        SortedMap<String, String> metadata = new TreeMap<>();
        int count = in.readCount("the number of metadata", MAX_PAIRS);
        for (int i = 0; i < count; i++) {
            metadata.put(in.readString(), in.readString());
        }
        return metadata;
    }
}
