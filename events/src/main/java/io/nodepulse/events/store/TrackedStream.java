package io.nodepulse.events.store;

/**
 * A stream that knows how far it has looked, also where it found nothing to hand out: a reader of
 * few event types is not behind when the shard's head is an event of another type.
 */
public interface TrackedStream {

    /**
     * The sequence up to which nothing is left to process.
     *
     * @param processed sequence of the last event that the reader of this stream has processed
     */
    long passedAfter(long processed);
}
