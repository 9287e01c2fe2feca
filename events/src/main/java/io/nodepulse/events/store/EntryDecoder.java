package io.nodepulse.events.store;

import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.EntryFormat;
import io.nodepulse.events.wire.Keyframe;
import io.nodepulse.events.wire.MalformedEntryException;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * Reads the entries of one shard. Keyframes are kept as they come by, so reading in order needs no
 * look back; otherwise a delta costs at most one. Thread-safe.
 */
final class EntryDecoder {

    private final ShardReader reader;
    private final int shard;
    private final KeyframeCache<Long> keyframes = new KeyframeCache<>(KeyframeCache.MAX_GROUPS);

    EntryDecoder(ShardReader reader, int shard) {
        this.reader = reader;
        this.shard = shard;
    }

    /**
     * @throws MalformedEntryException if the entry cannot be read
     */
    DecodedEntry decode(RawEntry raw) {
        Entry entry = EntryFormat.decode(raw.bytes(), this::keyframe);
        if (entry.count() != raw.count()) {
            throw new MalformedEntryException(
                    "the entry has " + entry.count() + " events, its id says " + raw.count());
        }
        if (entry instanceof Entry.Processes processes && EntryFormat.isKeyframe(raw.bytes())) {
            keyframes.put(raw.lastSequence(), new Keyframe(raw.lastSequence(), processes.scrape()));
        }
        return new DecodedEntry(shard, raw.lastSequence(), entry);
    }

    /**
     * The entry, or nothing if it is past the retention.
     *
     * @throws MalformedEntryException if the entry cannot be read
     */
    Optional<DecodedEntry> decodeIfKept(RawEntry raw) {
        try {
            return Optional.of(decode(raw));
        } catch (RetiredEntryException e) {
            return Optional.empty();
        }
    }

    /** Whether it can be read, or need not be any more. */
    boolean isReadable(RawEntry raw) {
        try {
            decodeIfKept(raw);
            return true;
        } catch (MalformedEntryException e) {
            return false;
        }
    }

    private Keyframe keyframe(long sequence) {
        @Nullable Keyframe known = keyframes.get(sequence);
        return known != null ? known : fetch(sequence);
    }

    private Keyframe fetch(long sequence) {
        RawEntry raw =
                reader.holding(sequence)
                        .filter(entry -> entry.lastSequence() == sequence)
                        .orElseThrow(() -> missing(sequence));
        Entry entry = EntryFormat.decode(raw.bytes(), EntryDecoder::noDelta);
        if (!(entry instanceof Entry.Processes processes)) {
            throw new MalformedEntryException("entry " + sequence + " is no keyframe");
        }
        Keyframe keyframe = new Keyframe(sequence, processes.scrape());
        keyframes.put(sequence, keyframe);
        return keyframe;
    }

    private MalformedEntryException missing(long sequence) {
        return sequence <= reader.headField("trimmed")
                ? new RetiredEntryException(sequence)
                : new MalformedEntryException("no keyframe " + sequence);
    }

    private static Keyframe noDelta(long sequence) {
        throw new MalformedEntryException("a keyframe refers to " + sequence);
    }
}
