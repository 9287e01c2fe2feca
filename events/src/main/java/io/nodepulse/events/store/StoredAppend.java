package io.nodepulse.events.store;

import io.nodepulse.events.Epoch;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.EntryFormat;
import io.nodepulse.events.wire.MalformedEntryException;

import org.jspecify.annotations.Nullable;

/**
 * One append as it stands in a shard, for whoever proves what is there.
 *
 * @param lastSequence sequence of its last event
 * @param count how many events it has, as its place says
 * @param epoch the epoch that it was appended in
 * @param state whether it can be read
 * @param entry what it holds; null unless it can be read
 * @param bytes as they are stored
 */
@SuppressWarnings("ArrayRecordComponent") // passed on as it is, compared nowhere
public record StoredAppend(
        long lastSequence,
        int count,
        Epoch epoch,
        State state,
        @Nullable Entry entry,
        byte[] bytes) {

    /** Whether an append can be read. */
    public enum State {
        READABLE,
        /** The scrape is past the retention by its own time, and the keyframe it needs is gone. */
        RETIRED,
        /** The bytes are no entry. */
        UNREADABLE
    }

    static StoredAppend of(RawEntry raw, EntryDecoder decoder) {
        try {
            return of(raw, State.READABLE, decoder.decode(raw).entry());
        } catch (RetiredEntryException e) {
            return of(raw, State.RETIRED, null);
        } catch (MalformedEntryException e) {
            return of(raw, State.UNREADABLE, null);
        }
    }

    private static StoredAppend of(RawEntry raw, State state, @Nullable Entry entry) {
        int count = (int) Math.min(raw.count(), Integer.MAX_VALUE);
        return new StoredAppend(raw.lastSequence(), count, raw.epoch(), state, entry, raw.bytes());
    }

    /** Whether retention keeps it for ever, by its looks: it is no scrape. */
    public boolean isFact() {
        return EntryFormat.looksLikeFacts(bytes);
    }
}
