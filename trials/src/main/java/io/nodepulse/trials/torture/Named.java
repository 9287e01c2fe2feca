package io.nodepulse.trials.torture;

import io.nodepulse.trials.torture.PushedCheck.Lost;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** Whether the event store names what it lost. */
final class Named {

    private final List<LostRange> ranges;

    Named(List<LostRange> ranges) {
        this.ranges = ranges;
    }

    /**
     * What the store names now, and what it named before it went back behind that: the numbers are
     * in a range of now too, but stood for two events if they had been given again.
     */
    static Named of(List<LostRange> now, List<LostRange> everSeen) {
        return new Named(
                Stream.concat(
                                now.stream(),
                                everSeen.stream().flatMap(seen -> seen.againBeyond(now).stream()))
                        .toList());
    }

    long events() {
        return ranges.stream().mapToLong(LostRange::events).sum();
    }

    int ranges() {
        return ranges.size();
    }

    /** What each range says, a line each. */
    Stream<String> lines() {
        return ranges.stream().map(LostRange::toString);
    }

    /**
     * Those lost scrapes of a shard, or parts of them, that no range accounts for: one that was
     * found after the scrape was pushed, and names more events than those it accounts for already.
     */
    List<Lost> unnamed(int shard, List<Lost> lost) {
        Deque<LostRange> latestFirst = new ArrayDeque<>();
        ranges.stream()
                .filter(range -> range.shard() == shard)
                .sorted(Comparator.comparing(LostRange::at).reversed())
                .forEach(latestFirst::add);
        List<Lost> unnamed = new ArrayList<>();
        long events = 0;
        // Whoever was pushed last has the fewest ranges to choose from.
        for (Lost scrape :
                lost.stream().sorted(Comparator.comparing(Lost::sent).reversed()).toList()) {
            while (!latestFirst.isEmpty() && !latestFirst.peek().at().isBefore(scrape.sent())) {
                events += latestFirst.remove().events();
            }
            if (scrape.samples() > events) {
                unnamed.add(new Lost((int) (scrape.samples() - events), scrape.sent()));
            }
            events = Math.max(0, events - scrape.samples());
        }
        return unnamed;
    }
}
