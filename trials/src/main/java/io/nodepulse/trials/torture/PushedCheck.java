package io.nodepulse.trials.torture;

import io.nodepulse.trials.torture.StubbornAgent.Acknowledged;

import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Compares what a store holds of one server with what its stubborn agent pushed. */
final class PushedCheck implements StoredSamples {

    private static final int NOT_FOUND = -1;

    private final int agent;
    private final Map<Instant, Integer> pushed;
    private final Map<Instant, Acknowledged> acknowledged;
    private final Map<Instant, BitSet> seen = new HashMap<>();
    private long stored;
    private long doubled;
    private long foreign;

    PushedCheck(int agent, Map<Instant, Integer> pushed, Map<Instant, Acknowledged> acknowledged) {
        this.agent = agent;
        this.pushed = pushed;
        this.acknowledged = acknowledged;
    }

    static PushedCheck of(StubbornAgent agent) {
        return new PushedCheck(agent.number(), agent.pushed(), agent.acknowledged());
    }

    @Override
    public void add(Instant at, PushedSample sample) {
        stored++;
        int place = placeOf(at, sample);
        if (place == NOT_FOUND) {
            foreign++;
            return;
        }
        BitSet ofScrape = seen.computeIfAbsent(at, time -> new BitSet(PushedSample.OF_A_SCRAPE));
        if (ofScrape.get(place)) {
            doubled++;
        }
        ofScrape.set(place);
    }

    private int placeOf(Instant at, PushedSample sample) {
        Integer scrape = pushed.get(at);
        return scrape == null ? NOT_FOUND : PushedSample.ofScrape(agent, scrape).indexOf(sample);
    }

    StoreFindings findings() {
        long lost = lost().values().stream().mapToInt(Lost::samples).sum();
        return new StoreFindings(stored, lost, doubled, foreign);
    }

    /** What is missing, by the times of the scrapes. */
    Map<Instant, Lost> lost() {
        Map<Instant, Lost> lost = new TreeMap<>();
        acknowledged.forEach(
                (at, scrape) -> {
                    int there = seen.getOrDefault(at, new BitSet()).cardinality();
                    if (there < PushedSample.OF_A_SCRAPE) {
                        lost.put(at, new Lost(PushedSample.OF_A_SCRAPE - there, scrape.sent()));
                    }
                });
        return lost;
    }

    /**
     * What is missing of an acknowledged scrape.
     *
     * @param samples how many of it
     * @param sent when it was pushed, by the machine's clock
     */
    record Lost(int samples, Instant sent) {}
}
