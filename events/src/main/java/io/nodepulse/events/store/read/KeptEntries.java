package io.nodepulse.events.store.read;

import io.nodepulse.events.store.entry.DecodedEntry;
import io.nodepulse.events.store.entry.RawEntry;

import java.util.Iterator;
import java.util.List;

/**
 * What Valkey has kept of a time from which no segment is: facts, which it keeps for ever.
 * Thread-safe.
 */
record KeptEntries(ShardReader reader, EntryDecoder decoder) {

    private static final int ENTRIES_PER_READ = 256;

    /**
     * All after that sequence and up to that one, in their order, read as it is iterated.
     *
     * @throws io.nodepulse.events.wire.MalformedEntryException if one cannot be read
     */
    Iterator<DecodedEntry> between(long after, long through) {
        return new PagedIterator<>() {
            private long read = after;

            @Override
            protected boolean readMore() {
                List<RawEntry> page =
                        read < through
                                ? reader.between(read, through, ENTRIES_PER_READ)
                                : List.of();
                page.forEach(raw -> decoder.decodeIfKept(raw).ifPresent(ready::add));
                read = page.isEmpty() ? through : page.getLast().lastSequence();
                return !page.isEmpty();
            }
        };
    }
}
