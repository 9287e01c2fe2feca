package io.nodepulse.events.store.read;

import io.nodepulse.events.Epoch;
import io.nodepulse.events.store.entry.RawEntry;
import io.nodepulse.events.store.entry.RetiredEntryException;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.EntryFormat;
import io.nodepulse.events.wire.MalformedEntryException;

import org.jspecify.annotations.Nullable;

/**
 * One append as it stands in a shard, for whoever proves what is there. It is decoded by whoever
 * asks for its content, as often as that is. Thread-safe.
 */
public final class StoredAppend {

    private final RawEntry raw;
    private final EntryDecoder decoder;

    public StoredAppend(RawEntry raw, EntryDecoder decoder) {
        this.raw = raw;
        this.decoder = decoder;
    }

    /** Whether an append can be read. */
    public enum State {
        READABLE,
        /** The scrape is past the retention by its own time, and the keyframe it needs is gone. */
        RETIRED,
        /** The bytes are no entry. */
        UNREADABLE
    }

    /**
     * What an append holds.
     *
     * @param state whether it can be read
     * @param entry null unless it can be read
     */
    public record Content(State state, @Nullable Entry entry) {}

    /** Sequence of its last event. */
    public long lastSequence() {
        return raw.lastSequence();
    }

    /** How many events it has, as its place says. */
    public int count() {
        return (int) Math.min(raw.count(), Integer.MAX_VALUE);
    }

    /** The epoch that it was appended in. */
    public Epoch epoch() {
        return raw.epoch();
    }

    /** As they are stored; not a copy. */
    public byte[] bytes() {
        return raw.bytes();
    }

    /** Decodes it. */
    public Content content() {
        try {
            return new Content(State.READABLE, decoder.decode(raw).entry());
        } catch (RetiredEntryException e) {
            return new Content(State.RETIRED, null);
        } catch (MalformedEntryException e) {
            return new Content(State.UNREADABLE, null);
        }
    }

    /** Whether retention keeps it for ever, by its looks: it is no scrape. */
    public boolean isFact() {
        return EntryFormat.looksLikeFacts(raw.bytes());
    }
}
