package io.nodepulse.events.store.epoch;

import io.nodepulse.events.Epoch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Up to where this process knows that a shard's sequence numbers were given out, from answers to
 * its appends and from what it has read. Valkey is told with each append, so that a replica which
 * took over and lacks the last events does not give their numbers to others, and names those that
 * it has given to others already. What was acknowledged in an epoch before is told beside it: a
 * reader is beyond that as soon as others have appended, and nobody else may know of it.
 * Thread-safe.
 */
public final class GivenNumbers {

    /**
     * The highest number that is known of an epoch.
     *
     * @param upTo the number; 0 for none
     * @param epoch the epoch that it was given out in
     */
    public record Highest(long upTo, Epoch epoch) {}

    /** Of epochs that others come after, what Valkey has not been told yet. */
    private final Map<Epoch, Long> before = new LinkedHashMap<>();

    private Highest highest = new Highest(0, Epoch.ORIGIN);
    private Highest told = highest;

    /** Of all epochs; no number up to this may be given out again. */
    public synchronized Highest highest() {
        return highest;
    }

    /** Of epochs before, what Valkey is to be told once. */
    public synchronized List<Highest> before() {
        return before.entrySet().stream()
                .map(each -> new Highest(each.getValue(), each.getKey()))
                .toList();
    }

    /** Valkey was told of those and of the highest that there was then, and has answered. */
    public synchronized void told(List<Highest> older, Highest highestThen) {
        told = highestThen;
        older.forEach(each -> before.remove(each.epoch(), each.upTo()));
    }

    /** An event of that sequence was read. */
    public synchronized void saw(long sequence, Epoch epoch) {
        if (sequence > highest.upTo()) {
            if (!epoch.equals(highest.epoch()) && !highest.equals(told)) {
                before.put(highest.epoch(), highest.upTo());
            }
            highest = new Highest(sequence, epoch);
        }
    }
}
