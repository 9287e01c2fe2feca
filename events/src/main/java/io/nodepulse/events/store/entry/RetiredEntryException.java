package io.nodepulse.events.store.entry;

import io.nodepulse.events.wire.MalformedEntryException;

/**
 * A scrape that is older than the retention by its own time: it came late, and the keyframe that it
 * was stored against has been removed. Nothing is wrong with it; it is just over.
 */
public final class RetiredEntryException extends MalformedEntryException {

    private static final long serialVersionUID = 1L;

    public RetiredEntryException(long keyframe) {
        super("its keyframe " + keyframe + " is past the retention");
    }
}
