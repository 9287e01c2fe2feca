package io.nodepulse.events.store.restore;

import io.nodepulse.events.Epoch;
import io.nodepulse.events.Sampled;
import io.nodepulse.events.segment.SegmentAppend;
import io.nodepulse.events.store.archive.ArchivedAppends;
import io.nodepulse.events.store.entry.RawEntry;
import io.nodepulse.events.store.epoch.EpochHistory;
import io.nodepulse.events.store.epoch.EpochStart;
import io.nodepulse.events.store.index.EntryMarks;
import io.nodepulse.events.store.read.ShardReader;
import io.nodepulse.events.store.valkey.ShardKeys;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.EntryFormat;

import org.redisson.api.RedissonClient;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Fills one shard of Valkey that has nothing with what its segments hold. What is no scrape comes
 * back as entries with their indexes; of scrapes, which stay in segments, what the next one of each
 * server is compared with. The head is written last: a restore that did not end begins anew. Used
 * once.
 */
public final class ShardRestore {

    private static final long ALL = Long.MAX_VALUE;

    private final ShardReader reader;
    private final ShardKeys keys;
    private final RestoreWriter writer;
    private final Map<String, Long> lastOfType = new HashMap<>();
    private final Map<String, Long> tagged = new HashMap<>();
    private final Map<String, LastScrape> scraped = new HashMap<>();
    private long newestMillis = -1;
    private long facts;

    public ShardRestore(RedissonClient redisson, ShardKeys keys, ShardReader reader) {
        this.reader = reader;
        this.keys = keys;
        this.writer = new RestoreWriter(redisson, keys);
    }

    /** The last scrape of a server and exporter. */
    record LastScrape(Sampled scrape, long lastSequence) {

        long millis() {
            return scrape.sampledAt().toEpochMilli();
        }
    }

    /**
     * What a shard has again.
     *
     * @param head sequence of its last event
     * @param facts how many appends that are no scrapes
     * @param newest time of its newest event; empty where there is none
     */
    public record Restored(long head, long facts, Optional<Instant> newest) {}

    /**
     * Does it.
     *
     * @param epochs where the shard's epochs began, oldest first
     * @param progress told the sequence up to which segments are read
     * @throws IllegalStateException if the shard has events
     */
    public Restored run(List<EpochStart> epochs, LongConsumer progress) {
        if (reader.head() > 0) {
            throw new IllegalStateException(
                    "%s has events: only an empty one is filled again".formatted(keys.events()));
        }
        writer.clear();
        // Nothing of it is in Valkey, and the last epoch goes as far as there are segments.
        EpochHistory history = new EpochHistory(epochs, ALL, ALL, 0);
        ArchivedAppends appends = reader.archive().after(0, history);
        long head = 0;
        Epoch epoch = Epoch.ORIGIN;
        while (appends.hasNext()) {
            SegmentAppend append = appends.next();
            take(append);
            head = append.lastSequence();
            epoch = append.epoch();
            progress.accept(head);
        }
        if (head > 0) {
            finish(epochs, head, epoch);
        }
        return new Restored(
                head,
                facts,
                newestMillis < 0
                        ? Optional.empty()
                        : Optional.of(Instant.ofEpochMilli(newestMillis)));
    }

    private void take(SegmentAppend append) {
        switch (append) {
            case SegmentAppend.Readable readable -> take(readable);
            case SegmentAppend.Unreadable unreadable -> {
                if (EntryFormat.looksLikeFacts(unreadable.bytes())) {
                    writer.add(RawEntry.of(unreadable));
                    facts++;
                }
            }
            case SegmentAppend.Erased ignored -> {}
        }
    }

    private void take(SegmentAppend.Readable append) {
        switch (append.entry()) {
            case Entry.Processes processes -> take(append, processes.scrape());
            case Entry.Figures figures -> take(append, figures.sample());
            case Entry.Events events -> addFact(RawEntry.of(append));
        }
    }

    private void take(SegmentAppend append, Sampled scrape) {
        scraped.put(
                ShardKeys.scrapedField(scrape.serverId(), scrape.exporter()),
                new LastScrape(scrape, append.lastSequence()));
        lastOfType.put(scrape.exporter().sampleType().name(), append.lastSequence());
        newestMillis = Math.max(newestMillis, scrape.sampledAt().toEpochMilli());
    }

    private void addFact(RawEntry raw) {
        EntryMarks marks = EntryMarks.of(raw, keys);
        writer.add(raw);
        for (EntryMarks.Place place : marks.places()) {
            writer.addMember(place.key(), place.mark());
            tagged.merge(place.key(), 1L, Long::sum);
        }
        lastOfType.putAll(marks.lastOfType());
        newestMillis = Math.max(newestMillis, marks.newestMillis());
        facts++;
    }

    private void finish(List<EpochStart> epochs, long head, Epoch epoch) {
        writer.putTypes(lastOfType);
        writer.putTagged(tagged);
        scraped.forEach(
                (field, last) -> {
                    writer.putScraped(field, last.millis(), last.lastSequence());
                    String day =
                            keys.scrapeIndex(
                                    last.scrape().serverId(),
                                    last.scrape().exporter(),
                                    ShardKeys.dayOf(last.millis()));
                    writer.putDay(day, last.millis(), last.lastSequence());
                });
        epochs.stream().filter(start -> start.first() <= head).forEach(writer::putEpoch);
        writer.putHead(head, newestMillis, epoch);
    }
}
