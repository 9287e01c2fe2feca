package io.nodepulse.trials.bench.pipeline;

import io.nodepulse.launcher.api.ApiClient;

import tools.jackson.databind.JsonNode;

/**
 * How far the processes projection is, over all shards.
 *
 * @param projected events that are in the read model
 * @param waiting events that are not yet
 */
public record Lag(long projected, long waiting) {

    /** As the API says now. */
    public static Lag now(ApiClient api) {
        JsonNode processes = projection(api, "processes");
        long projected = 0;
        long waiting = 0;
        for (JsonNode shard : processes.path("shards")) {
            projected += shard.path("position").asLong(0);
            waiting += shard.path("lag_events").asLong(0);
        }
        return new Lag(projected, waiting);
    }

    static JsonNode projection(ApiClient api, String name) {
        return api.get("/api/projections")
                .path("projections")
                .valueStream()
                .filter(each -> each.path("name").asString("").equals(name))
                .findFirst()
                .orElseThrow();
    }
}
