package io.nodepulse.events.store.archive;

import io.nodepulse.events.Epoch;
import io.nodepulse.events.segment.ArchivedSegment;
import io.nodepulse.events.segment.MalformedSegmentException;
import io.nodepulse.events.segment.SegmentAppend;
import io.nodepulse.events.segment.SegmentAppend.Readable;
import io.nodepulse.events.segment.SegmentArchive;
import io.nodepulse.events.segment.SegmentReader;
import io.nodepulse.events.segment.SegmentSummary;
import io.nodepulse.events.store.epoch.EpochHistory;
import io.nodepulse.events.store.valkey.EventStoreUnavailableException;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.ScrapeHead;

import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The segments of one shard. Every call fails with {@link EventStoreUnavailableException} if they
 * cannot be had at the moment. Thread-safe.
 *
 * @param archive those of all shards
 * @param shard whose are meant
 */
public record ShardArchive(SegmentArchive archive, int shard) {

    /** All that are whole by now, in the order of their leaves. */
    public List<ArchivedSegment> segments() {
        try {
            return archive.of(shard);
        } catch (IOException e) {
            throw new EventStoreUnavailableException(
                    "the segments of shard %d cannot be read: %s".formatted(shard, e), e);
        }
    }

    /** The history as Valkey tells it, with what is here: less of it is gone. */
    public EpochHistory complete(EpochHistory history) {
        if (history.trimmed() == 0) {
            return history;
        }
        List<SegmentSummary> segments = segments().stream().map(ArchivedSegment::summary).toList();
        boolean reachesValkey =
                segments.stream().anyMatch(each -> each.lastSequence() >= history.trimmed());
        return reachesValkey
                ? history.lacking(
                        Math.min(history.trimmed(), segments.getFirst().firstSequence() - 1))
                : history;
    }

    /** The appends that end after that sequence, as far as retention took them from Valkey. */
    public ArchivedAppends after(long sequence, EpochHistory history) {
        return new ArchivedAppends(
                history.trimmed() > sequence ? segments() : List.of(),
                SegmentReader::appends,
                history,
                sequence);
    }

    /** Those of them that are no scrapes. */
    public ArchivedAppends facts(EpochHistory history) {
        return new ArchivedAppends(retired(history), SegmentReader::facts, history, 0);
    }

    /** The segments, where retention took anything from Valkey. */
    public List<ArchivedSegment> retired(EpochHistory history) {
        return history.trimmed() > 0 ? segments() : List.of();
    }

    /**
     * The append that holds the event of that sequence, if it is here and was not lost with an
     * epoch. Reads the segment that has it.
     */
    public Optional<SegmentAppend> holding(long sequence, EpochHistory history) {
        ArchivedAppends appends = after(sequence - 1, history);
        return appends.hasNext() && appends.peek().firstSequence() <= sequence
                ? Optional.of(appends.next())
                : Optional.empty();
    }

    /**
     * The scrape of process groups which ends in that sequence of that epoch, if it is here. Reads
     * the server's block of the segment that has it.
     *
     * @param head of a scrape of the same server and exporter
     * @throws MalformedSegmentException if that segment is damaged
     */
    public Optional<Entry.Processes> processes(ScrapeHead head, long lastSequence, Epoch epoch) {
        for (ArchivedSegment segment : segments()) {
            if (segment.summary().firstSequence() <= lastSequence
                    && segment.summary().lastSequence() >= lastSequence) {
                Iterator<SegmentAppend> scrapes = scrapes(segment, head);
                while (scrapes.hasNext()) {
                    if (scrapes.next() instanceof Readable scrape
                            && scrape.lastSequence() == lastSequence
                            && scrape.epoch().equals(epoch)
                            && scrape.entry() instanceof Entry.Processes processes) {
                        return Optional.of(processes);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Iterator<SegmentAppend> scrapes(ArchivedSegment segment, ScrapeHead head) {
        try {
            return SegmentReader.read(
                    segment.source(), reader -> reader.scrapes(head.serverId(), head.exporter()));
        } catch (IOException e) {
            throw new EventStoreUnavailableException(
                    "segment %s cannot be read: %s".formatted(segment.name(), e), e);
        } catch (MalformedSegmentException e) {
            throw new MalformedSegmentException(
                    "segment %s: %s".formatted(segment.name(), e.getMessage()), e);
        }
    }

    /** Time of the oldest scrape that is here; empty where there is none. */
    public Optional<Instant> oldestScrapeAt() {
        return segments().stream()
                .map(segment -> segment.summary().firstSampledAt())
                .filter(at -> at.isAfter(Instant.EPOCH))
                .min(Instant::compareTo);
    }

    /**
     * From where to look for the first scrape at or after that time among what retention took from
     * Valkey: none before the returned sequence is that new; empty where none here is.
     */
    public Optional<Long> beforeFirstAt(Instant at) {
        return segments().stream()
                .map(ArchivedSegment::summary)
                .filter(segment -> !segment.lastSampledAt().isBefore(at))
                .findFirst()
                .map(segment -> segment.firstSequence() - 1);
    }
}
