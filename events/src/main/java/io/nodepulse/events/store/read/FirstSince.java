package io.nodepulse.events.store.read;

import io.nodepulse.events.PlacedAppend;
import io.nodepulse.events.store.entry.DecodedEntry;
import io.nodepulse.events.store.entry.RawEntry;
import io.nodepulse.events.store.epoch.EpochHistory;

import org.axonframework.messaging.eventstreaming.EventCriteria;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Looks for the first event that is of a time or newer. Used once. */
public final class FirstSince {

    private static final int ENTRIES_PER_READ = 256;

    private final ShardReader reader;
    private final EntryDecoder decoder;
    private final EpochHistory history;

    public FirstSince(ShardReader reader, EntryDecoder decoder, EpochHistory history) {
        this.reader = reader;
        this.decoder = decoder;
        this.history = history;
    }

    /** Its sequence; empty where none is that new. */
    public Optional<Long> find(Instant at) {
        long after = beforeFirstScrape(at);
        long retired = Math.min(after, history.trimmed());
        return Stream.of(factInValkey(at, retired), factInSegment(at, retired))
                .flatMap(Optional::stream)
                .min(Long::compareTo)
                .or(() -> firstAfter(after, at));
    }

    /** No scrape up to the returned sequence is that new. */
    private long beforeFirstScrape(Instant at) {
        return reader.archive()
                .beforeFirstAt(at)
                .filter(archived -> archived < history.trimmed())
                .orElseGet(
                        () ->
                                Math.max(
                                        history.trimmed(),
                                        reader.times().beforeFirstAt(at.toEpochMilli())));
    }

    /** Of what Valkey keeps for ever, where retention has removed the scrapes around it. */
    private Optional<Long> factInValkey(Instant at, long through) {
        List<RawEntry> page = reader.between(0, through, ENTRIES_PER_READ);
        while (!page.isEmpty()) {
            Optional<Long> found = firstOf(page.iterator(), at);
            if (found.isPresent()) {
                return found;
            }
            page = reader.between(page.getLast().lastSequence(), through, ENTRIES_PER_READ);
        }
        return Optional.empty();
    }

    private Optional<Long> factInSegment(Instant at, long through) {
        return firstOf(reader.archive().facts(history), at).filter(found -> found <= through);
    }

    private Optional<Long> firstOf(Iterator<? extends PlacedAppend> appends, Instant at) {
        while (appends.hasNext()) {
            Optional<Long> found =
                    decoder.decodeIfKept(appends.next()).flatMap(entry -> since(entry, at));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Long> since(DecodedEntry entry, Instant at) {
        return LongStream.rangeClosed(entry.firstSequence(), entry.lastSequence())
                .filter(sequence -> !entry.message(sequence).timestamp().isBefore(at))
                .boxed()
                .findFirst();
    }

    private Optional<Long> firstAfter(long after, Instant at) {
        SourcedEvents events =
                new SourcedEvents(
                        reader, decoder, EventCriteria.havingAnyTag(), after, history.head());
        while (events.hasNext()) {
            SourcedEvents.Found found = events.next();
            if (!found.entry().message(found.sequence()).timestamp().isBefore(at)) {
                return Optional.of(found.sequence());
            }
        }
        return Optional.empty();
    }
}
