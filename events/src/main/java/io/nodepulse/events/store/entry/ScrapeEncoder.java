package io.nodepulse.events.store.entry;

import io.nodepulse.events.Epoch;
import io.nodepulse.events.Exporter;
import io.nodepulse.events.Sampled;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.EntryFormat;
import io.nodepulse.events.wire.Keyframe;
import io.nodepulse.events.wire.ProcessScrape;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.UUID;

/**
 * Chooses for each scrape of process groups between a keyframe and a delta. It remembers the last
 * keyframe that it stored of each server and exporter; whoever has none stores a keyframe, so
 * restarts and several ingest nodes need no agreement. Thread-safe.
 */
public final class ScrapeEncoder {

    /**
     * A keyframe serves this long, by the agent's clock. At a scrape every 15 s that is one
     * keyframe in 20 scrapes.
     */
    public static final Duration KEYFRAME_INTERVAL = Duration.ofMinutes(5);

    private final KeyframeCache<Series> keyframes = new KeyframeCache<>(KeyframeCache.MAX_GROUPS);

    /** Scrapes of which one may be stored against another. */
    private record Series(UUID serverId, Exporter exporter) {

        static Series of(Sampled scrape) {
            return new Series(scrape.serverId(), scrape.exporter());
        }
    }

    /**
     * A scrape's bytes.
     *
     * @param keyframe what the bytes need to be read, or null if they are a keyframe themselves
     */
    @SuppressWarnings("ArrayRecordComponent") // passed on as it is, compared nowhere
    public record Encoded(byte[] bytes, @Nullable Keyframe keyframe) {}

    public Encoded encode(ProcessScrape scrape) {
        Keyframe keyframe = keyframes.get(Series.of(scrape));
        if (keyframe == null || isWornOut(keyframe, scrape)) {
            return encodeKeyframe(scrape);
        }
        return new Encoded(EntryFormat.encodeDelta(scrape, keyframe), keyframe);
    }

    public Encoded encodeKeyframe(ProcessScrape scrape) {
        return new Encoded(EntryFormat.encode(new Entry.Processes(scrape)), null);
    }

    /** The scrape was stored as a keyframe that ends in that sequence of that epoch. */
    public void storedKeyframe(ProcessScrape scrape, long lastSequence, Epoch epoch) {
        keyframes.put(Series.of(scrape), new Keyframe(epoch, lastSequence, scrape));
    }

    /** The store does not have the keyframe that was remembered for scrapes as this one. */
    public void lostKeyframe(Sampled scrape) {
        keyframes.remove(Series.of(scrape));
    }

    private static boolean isWornOut(Keyframe keyframe, ProcessScrape scrape) {
        Duration age = Duration.between(keyframe.scrape().sampledAt(), scrape.sampledAt());
        return age.isNegative() || age.compareTo(KEYFRAME_INTERVAL) >= 0;
    }
}
