package io.nodepulse.events.store.stream;

import io.nodepulse.events.ShardToken;
import io.nodepulse.events.store.epoch.StreamBreak;

import java.util.Optional;

/**
 * A stream that knows how far it has looked, also where it found nothing to hand out: a reader of
 * few event types is not behind when the shard's head is an event of another type.
 */
public interface TrackedStream {

    /** Of a reader that is as far as what it has processed. */
    TrackedStream NOTHING_BEYOND =
            new TrackedStream() {
                @Override
                public ShardToken passedAfter(ShardToken processed) {
                    return processed;
                }

                @Override
                public Optional<StreamBreak> broken() {
                    return Optional.empty();
                }
            };

    /**
     * The position up to which nothing is left to process.
     *
     * @param processed the position of the last event that the reader of this stream has processed
     */
    ShardToken passedAfter(ShardToken processed);

    /**
     * What keeps the stream from going on, if anything does; it goes on by itself once that ends.
     */
    Optional<StreamBreak> broken();
}
