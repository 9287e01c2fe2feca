package io.nodepulse.events.store.history;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.segment.Erasure;
import io.nodepulse.events.store.entry.DecodedEntry;
import io.nodepulse.events.store.read.EntryDecoder;
import io.nodepulse.events.store.read.ScrapeIndex;
import io.nodepulse.events.store.read.ShardReader;
import io.nodepulse.events.store.valkey.ShardKeys;
import io.nodepulse.events.wire.Entry;

import java.util.List;
import java.util.stream.Stream;

/** What the past of one shard is read with. */
public record ShardHistory(
        ShardKeys keys, ShardReader reader, EntryDecoder decoder, ScrapeIndex scrapes) {

    /** What was erased, as the shard's events say, oldest first. */
    public List<Erasure> erasures() {
        List<Long> sequences = reader.tags().after(EventTypes.ERASURE, 0);
        if (sequences.isEmpty()) {
            return List.of();
        }
        return reader.endingIn(sequences).stream()
                .flatMap(raw -> decoder.decodeIfKept(raw).stream())
                .flatMap(ShardHistory::erasures)
                .toList();
    }

    private static Stream<Erasure> erasures(DecodedEntry decoded) {
        return decoded.entry() instanceof Entry.Events told
                ? Erasure.in(decoded.firstSequence(), told, decoded.persons()).stream()
                : Stream.empty();
    }
}
