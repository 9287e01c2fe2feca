package io.nodepulse.events.store.entry;

import io.nodepulse.events.wire.MalformedEntryException;

/**
 * A scrape that is older than the retention by its own time: it came late, and the keyframe that it
 * was stored against has been removed. Nothing is wrong with it; it is just over.
 */
public sealed class RetiredEntryException extends MalformedEntryException
        permits ErasedEntryException {

    private static final long serialVersionUID = 1L;

    public RetiredEntryException(long keyframe) {
        this("its keyframe " + keyframe + " is past the retention");
    }

    RetiredEntryException(String why) {
        super(why);
    }
}
