package io.nodepulse.events.store.epoch;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Up to where this process knows that a shard's sequence numbers were given out, from answers to
 * its appends and from what it has read. Valkey is told with each append, so that a replica which
 * took over and lacks the last events does not give their numbers to others. Thread-safe.
 */
public final class GivenNumbers {

    private final AtomicLong upTo = new AtomicLong();

    public long upTo() {
        return upTo.get();
    }

    /** An event of that sequence was seen. */
    public void saw(long sequence) {
        if (sequence > upTo.get()) {
            upTo.accumulateAndGet(sequence, Math::max);
        }
    }
}
