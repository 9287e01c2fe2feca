package io.nodepulse.trials.torture;

import io.nodepulse.trials.torture.PushedCheck.Lost;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One of the two stores, read to its end and compared with what the agents did. */
final class CheckedStore {

    /** A shard for servers of which nothing is there that would tell it. */
    static final int UNKNOWN_SHARD = -1;

    private final Map<Integer, Map<Instant, Lost>> lostOfAgents = new HashMap<>();
    private final Map<Integer, List<Lost>> lostOfShards = new HashMap<>();
    private StoreFindings findings = StoreFindings.NONE;

    /** Takes what was found of a stubborn agent's server. */
    void add(int agent, int shard, PushedCheck check) {
        findings = findings.plus(check.findings());
        Map<Instant, Lost> lost = check.lost();
        lostOfAgents.put(agent, lost);
        lostOfShards.computeIfAbsent(shard, any -> new ArrayList<>()).addAll(lost.values());
    }

    /** Takes what was found of a real agent's server. */
    void add(ScrapedCheck check) {
        findings = findings.plus(check.findings());
    }

    StoreFindings findings() {
        return findings;
    }

    /** The lost scrapes, or parts of them, that no range accounts for, by shard. */
    Map<Integer, List<Lost>> unnamed(Named named) {
        Map<Integer, List<Lost>> unnamed = new TreeMap<>();
        lostOfShards.forEach((shard, lost) -> unnamed.put(shard, named.unnamed(shard, lost)));
        return unnamed;
    }

    /** How many acknowledged samples are missing here that the other one has. */
    long lacksOf(CheckedStore other) {
        long lacking = 0;
        for (var agent : lostOfAgents.entrySet()) {
            Map<Instant, Lost> missingThere =
                    other.lostOfAgents.getOrDefault(agent.getKey(), Map.of());
            for (var scrape : agent.getValue().entrySet()) {
                Lost there = missingThere.get(scrape.getKey());
                int samplesThere = there == null ? 0 : there.samples();
                lacking += Math.max(0, scrape.getValue().samples() - samplesThere);
            }
        }
        return lacking;
    }
}
