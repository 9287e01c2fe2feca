package io.nodepulse.events.store;

import io.nodepulse.events.SampleEvent;
import io.nodepulse.events.wire.Entry;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.UUID;

/**
 * What was sampled on one server, read from the event store itself, oldest first. Reads as it is
 * iterated: memory does not grow with the range. Not thread-safe.
 */
final class ServerHistory implements Iterator<RecordedSample> {

    private final ShardReader reader;
    private final EntryDecoder decoder;
    private final Iterator<ScrapeIndex.Position> positions;
    private final Queue<RecordedSample> ready = new ArrayDeque<>();

    ServerHistory(Shard shard, UUID serverId, Exporter exporter, Instant from, Instant to) {
        this.reader = shard.reader();
        this.decoder = shard.decoder();
        this.positions = shard.scrapeIndex().between(serverId, exporter, from, to).iterator();
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && positions.hasNext()) {
            reader.holding(positions.next().lastSequence())
                    .flatMap(decoder::decodeIfKept)
                    .ifPresent(this::read);
        }
        return !ready.isEmpty();
    }

    @Override
    public RecordedSample next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }

    private void read(DecodedEntry decoded) {
        List<? extends SampleEvent> samples =
                switch (decoded.entry()) {
                    case Entry.Processes processes -> processes.scrape().events();
                    case Entry.Host host -> List.of(host.sample());
                    case Entry.Events events ->
                            throw new IllegalStateException(
                                    "the scrape index points to " + events.count() + " events");
                };
        long sequence = decoded.firstSequence();
        for (SampleEvent sample : samples) {
            ready.add(new RecordedSample(decoded.shard(), sequence++, sample));
        }
    }
}
