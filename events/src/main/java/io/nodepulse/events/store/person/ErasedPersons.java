package io.nodepulse.events.store.person;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.administration.PersonErased;
import io.nodepulse.events.store.entry.DecodedEntry;
import io.nodepulse.events.store.entry.RawEntry;
import io.nodepulse.events.store.read.ShardReader;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.EntryFormat;
import io.nodepulse.events.wire.MalformedEntryException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which numbers are erased, as the events say: a number is what these tell in the clear, so no key
 * is needed to read them. Thread-safe.
 */
final class ErasedPersons {

    private final ShardReader reader;
    private volatile Known known = new Known(List.of(), Map.of());

    /**
     * @param sequences of the events
     */
    private record Known(List<Long> sequences, Map<String, PersonErased> byNumber) {}

    /**
     * @param reader of the shard with the accounts
     */
    ErasedPersons(ShardReader reader) {
        this.reader = reader;
    }

    /** The event that erased that number, if there is one by now. */
    Optional<PersonErased> find(String number) {
        return Optional.ofNullable(now().get(number));
    }

    /** All, by number. */
    Map<String, PersonErased> now() {
        List<Long> sequences = reader.tags().after(EventTypes.PERSON_ERASURE, 0);
        Known before = known;
        if (!sequences.equals(before.sequences())) {
            before = new Known(sequences, read(sequences));
            known = before;
        }
        return before.byNumber();
    }

    private Map<String, PersonErased> read(List<Long> sequences) {
        Map<String, PersonErased> erased = new TreeMap<>();
        for (long sequence : sequences) {
            PersonErased event =
                    reader.holding(sequence)
                            .map(raw -> event(raw, sequence))
                            .orElseThrow(
                                    () ->
                                            new MalformedEntryException(
                                                    "event %d, which erases a person, is not there"
                                                            .formatted(sequence)));
            erased.put(event.number(), event);
        }
        return erased;
    }

    private static PersonErased event(RawEntry raw, long sequence) {
        Entry entry =
                EntryFormat.decode(
                        raw.bytes(),
                        (epoch, keyframe) -> {
                            throw new MalformedEntryException(
                                    "event %d is no scrape".formatted(sequence));
                        });
        Object event = new DecodedEntry(0, raw.lastSequence(), entry).unopened(sequence);
        if (event instanceof PersonErased erased) {
            return erased;
        }
        throw new MalformedEntryException("event %d erases no person".formatted(sequence));
    }
}
