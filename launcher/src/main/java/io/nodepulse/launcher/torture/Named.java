package io.nodepulse.launcher.torture;

import io.nodepulse.launcher.torture.PushedCheck.Lost;

import java.util.List;

/** Whether the event store names what it lost. */
final class Named {

    private final List<LostRange> ranges;

    Named(List<LostRange> ranges) {
        this.ranges = ranges;
    }

    long events() {
        return ranges.stream().mapToLong(LostRange::events).sum();
    }

    int ranges() {
        return ranges.size();
    }

    /**
     * How many lost samples of a shard no range can account for: those of scrapes after which none
     * was found, and those beyond the number of events that were named.
     */
    long unnamed(int shard, List<Lost> lost) {
        List<LostRange> ofShard = ranges.stream().filter(range -> range.shard() == shard).toList();
        long never = 0;
        long named = 0;
        for (Lost scrape : lost) {
            if (ofShard.stream().anyMatch(range -> !range.at().isBefore(scrape.sent()))) {
                named += scrape.samples();
            } else {
                never += scrape.samples();
            }
        }
        long events = ofShard.stream().mapToLong(LostRange::events).sum();
        return never + Math.max(0, named - events);
    }
}
