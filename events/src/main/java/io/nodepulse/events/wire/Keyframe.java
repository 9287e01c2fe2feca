package io.nodepulse.events.wire;

import io.nodepulse.events.Epoch;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A scrape that later scrapes of the same server are stored against. It is looked up by the
 * sequence number of its last event and the epoch, which is what a delta entry carries.
 * Thread-safe.
 */
public final class Keyframe {

    private final Epoch epoch;
    private final long lastSequence;
    private final ProcessScrape scrape;
    private volatile @Nullable Map<String, Integer> slotByName;

    public Keyframe(Epoch epoch, long lastSequence, ProcessScrape scrape) {
        this.epoch = epoch;
        this.lastSequence = lastSequence;
        this.scrape = scrape;
    }

    /** The epoch that it was appended in. */
    public Epoch epoch() {
        return epoch;
    }

    /** Sequence number of the keyframe's last event in its shard. */
    public long lastSequence() {
        return lastSequence;
    }

    public ProcessScrape scrape() {
        return scrape;
    }

    /** The same keyframe with other, but equal, strings for its names. */
    public Keyframe sharingNames(UnaryOperator<String> shared) {
        return new Keyframe(epoch, lastSequence, scrape.sharingNames(shared));
    }

    /**
     * The keyframe's index of that process, or -1.
     *
     * @param expected where it most likely is: exporters keep their order from scrape to scrape
     */
    int slotOf(String name, int expected) {
        if (expected < scrape.size() && scrape.names.get(expected).equals(name)) {
            return expected;
        }
        return slots().getOrDefault(name, -1);
    }

    private Map<String, Integer> slots() {
        Map<String, Integer> slots = slotByName;
        if (slots == null) {
            slots = HashMap.newHashMap(scrape.size());
            for (int i = 0; i < scrape.size(); i++) {
                slots.put(scrape.names.get(i), i);
            }
            slotByName = slots;
        }
        return slots;
    }
}
