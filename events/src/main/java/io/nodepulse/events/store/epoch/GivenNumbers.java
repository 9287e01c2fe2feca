package io.nodepulse.events.store.epoch;

import io.nodepulse.events.Epoch;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Up to where this process knows that a shard's sequence numbers were given out, from answers to
 * its appends and from what it has read. Valkey is told with each append, so that a replica which
 * took over and lacks the last events does not give their numbers to others, and names those that
 * it has given to others already. Thread-safe.
 */
public final class GivenNumbers {

    /**
     * The highest number that is known.
     *
     * @param upTo the number; 0 for none
     * @param epoch the epoch that it was given out in
     */
    public record Highest(long upTo, Epoch epoch) {}

    private final AtomicReference<Highest> highest =
            new AtomicReference<>(new Highest(0, Epoch.ORIGIN));

    public Highest highest() {
        return highest.get();
    }

    /** An event of that sequence was seen. */
    public void saw(long sequence, Epoch epoch) {
        if (sequence > highest.get().upTo()) {
            highest.accumulateAndGet(
                    new Highest(sequence, epoch),
                    (known, seen) -> seen.upTo() > known.upTo() ? seen : known);
        }
    }
}
