package io.nodepulse.events.store.read;

import io.nodepulse.events.Epoch;
import io.nodepulse.events.PlacedAppend;
import io.nodepulse.events.person.PersonOpening;
import io.nodepulse.events.segment.MalformedSegmentException;
import io.nodepulse.events.segment.SegmentAppend.Erased;
import io.nodepulse.events.segment.SegmentAppend.Readable;
import io.nodepulse.events.segment.SegmentAppend.Unreadable;
import io.nodepulse.events.store.entry.DecodedEntry;
import io.nodepulse.events.store.entry.ErasedEntryException;
import io.nodepulse.events.store.entry.KeyframeCache;
import io.nodepulse.events.store.entry.RawEntry;
import io.nodepulse.events.store.entry.RetiredEntryException;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.EntryFormat;
import io.nodepulse.events.wire.Keyframe;
import io.nodepulse.events.wire.MalformedEntryException;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * Reads the entries of one shard. Keyframes are kept as they come by, so reading in order needs no
 * look back; otherwise a delta costs at most one, into Valkey or into the block of a segment.
 * Thread-safe.
 */
public final class EntryDecoder {

    private final ShardReader reader;
    private final int shard;
    private final PersonOpening persons;
    private final KeyframeCache<Place> keyframes = new KeyframeCache<>(KeyframeCache.MAX_GROUPS);

    /** A number alone may stand for another entry after the store went back. */
    private record Place(Epoch epoch, long lastSequence) {}

    /**
     * @param persons opens what of events was sealed
     */
    public EntryDecoder(ShardReader reader, int shard, PersonOpening persons) {
        this.reader = reader;
        this.shard = shard;
        this.persons = persons;
    }

    /**
     * @throws RetiredEntryException if it is past the retention
     * @throws MalformedEntryException if the append cannot be read
     */
    public DecodedEntry decode(PlacedAppend append) {
        return switch (append) {
            case RawEntry raw -> decode(raw);
            case Readable known ->
                    new DecodedEntry(shard, known.lastSequence(), known.entry(), persons);
            case Unreadable unknown -> throw unreadable(unknown);
            case Erased gone -> throw new ErasedEntryException(gone.erasure());
            default -> throw new IllegalArgumentException("kept nowhere: " + append);
        };
    }

    /** Without bytes it was past the retention when its segment was made. */
    private static MalformedEntryException unreadable(Unreadable append) {
        return append.bytes().length == 0
                ? new RetiredEntryException(append.lastSequence())
                : new MalformedEntryException("it could not be read when its segment was made");
    }

    private DecodedEntry decode(RawEntry raw) {
        Entry entry =
                EntryFormat.decode(
                        raw.bytes(), (epoch, sequence) -> keyframe(raw, epoch, sequence));
        if (entry.count() != raw.count()) {
            throw new MalformedEntryException(
                    "the entry has " + entry.count() + " events, its id says " + raw.count());
        }
        if (entry instanceof Entry.Processes processes
                && EntryFormat.looksLikeKeyframe(raw.bytes())) {
            Place place = new Place(raw.epoch(), raw.lastSequence());
            entry = new Entry.Processes(keep(place, processes).scrape());
        }
        return new DecodedEntry(shard, raw.lastSequence(), entry, persons);
    }

    /**
     * The entry, or nothing if it is past the retention.
     *
     * @throws MalformedEntryException if the entry cannot be read
     */
    public Optional<DecodedEntry> decodeIfKept(PlacedAppend append) {
        try {
            return Optional.of(decode(append));
        } catch (RetiredEntryException e) {
            return Optional.empty();
        }
    }

    /** Whether it can be read, or need not be any more. */
    public boolean isReadable(PlacedAppend append) {
        try {
            decodeIfKept(append);
            return true;
        } catch (MalformedEntryException e) {
            return false;
        }
    }

    /** Entries that do not say the epoch of their keyframe are of before there were epochs. */
    private Keyframe keyframe(RawEntry delta, @Nullable Epoch epoch, long sequence) {
        Place place = new Place(epoch == null ? Epoch.ORIGIN : epoch, sequence);
        @Nullable Keyframe known = keyframes.get(place);
        return known != null ? known : fetch(delta, place);
    }

    private Keyframe fetch(RawEntry delta, Place place) {
        long sequence = place.lastSequence();
        return reader.holding(sequence)
                .filter(entry -> entry.lastSequence() == sequence)
                .map(raw -> inValkey(raw, place))
                .or(() -> archived(delta, place))
                .map(found -> keep(place, found))
                .orElseThrow(() -> missing(sequence));
    }

    private static Entry.Processes inValkey(RawEntry raw, Place place) {
        long sequence = place.lastSequence();
        if (!raw.epoch().equals(place.epoch())) {
            throw new MalformedEntryException(
                    "keyframe %d is of epoch %s, not of %s"
                            .formatted(sequence, raw.epoch(), place.epoch()));
        }
        Entry entry = EntryFormat.decode(raw.bytes(), EntryDecoder::noDelta);
        if (!(entry instanceof Entry.Processes processes)) {
            throw new MalformedEntryException("entry " + sequence + " is no keyframe");
        }
        return processes;
    }

    /** Retention takes keyframes before the last deltas that refer to them; a segment has them. */
    private Optional<Entry.Processes> archived(RawEntry delta, Place place) {
        try {
            return reader.archive()
                    .processes(
                            EntryFormat.scrapeHead(delta.bytes()),
                            place.lastSequence(),
                            place.epoch());
        } catch (MalformedSegmentException e) {
            throw new MalformedEntryException(
                    "its keyframe %d: %s".formatted(place.lastSequence(), e.getMessage()), e);
        }
    }

    private Keyframe keep(Place place, Entry.Processes processes) {
        return keyframes.put(
                place, new Keyframe(place.epoch(), place.lastSequence(), processes.scrape()));
    }

    private MalformedEntryException missing(long sequence) {
        return sequence <= reader.headField("trimmed")
                ? new RetiredEntryException(sequence)
                : new MalformedEntryException("no keyframe " + sequence);
    }

    private static Keyframe noDelta(@Nullable Epoch epoch, long sequence) {
        throw new MalformedEntryException("a keyframe refers to " + sequence);
    }
}
