package io.nodepulse.trials.torture;

import tools.jackson.databind.JsonNode;

import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * How far the event store had come at a moment, which every projection must come to pass.
 *
 * @param sequences the last event of each shard, by its number
 */
record ReachedHeads(Map<Integer, Long> sequences) {

    /** From an answer of {@code GET /api/event-store}. */
    static ReachedHeads of(JsonNode figures) {
        Map<Integer, Long> heads = new HashMap<>();
        for (JsonNode shard : figures.path("shards")) {
            heads.put(shard.required("shard").intValue(), shard.required("head").longValue());
        }
        return new ReachedHeads(heads);
    }

    /**
     * Which projections have yet to pass which, and which cannot go on; empty if none.
     *
     * @param projections an answer of {@code GET /api/projections}
     */
    String notPassed(JsonNode projections) {
        StringJoiner all = new StringJoiner("; ");
        for (JsonNode projection : projections.path("projections")) {
            for (JsonNode shard : projection.path("shards")) {
                long head = sequences.getOrDefault(shard.required("shard").intValue(), 0L);
                if (shard.hasNonNull("broken") || shard.path("position").longValue(0) < head) {
                    all.add(
                            "%s, head %d: %s"
                                    .formatted(projection.path("name").asString(), head, shard));
                }
            }
        }
        return all.toString();
    }
}
