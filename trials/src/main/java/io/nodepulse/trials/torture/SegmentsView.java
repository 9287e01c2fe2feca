package io.nodepulse.trials.torture;

import io.nodepulse.launcher.api.ApiClient;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an answer of {@code GET /api/event-store} says of segments.
 *
 * @param stopped why some are not made or brought, of the first shard that says so
 * @param waiting how many are not in the bucket yet
 * @param defects how many objects are not what they were, for good
 */
record SegmentsView(Optional<String> stopped, long waiting, long defects, List<ShardView> shards) {

    /**
     * Sequences up to which something is so in a shard.
     *
     * @param trimmed Valkey has forgotten scrapes
     * @param through nothing is in Valkey alone
     * @param gone nothing can be had any more
     */
    record ShardView(int shard, long trimmed, long through, long gone) {}

    static SegmentsView of(JsonNode eventStore) {
        Optional<String> stopped = Optional.empty();
        long waiting = 0;
        long defects = 0;
        List<ShardView> shards = new ArrayList<>();
        for (JsonNode shard : eventStore.required("shards")) {
            JsonNode segments = shard.required("segments");
            if (stopped.isEmpty() && segments.hasNonNull("stopped")) {
                stopped = Optional.of(segments.required("stopped").stringValue());
            }
            waiting += segments.required("waiting").longValue();
            defects += segments.required("defects").longValue();
            shards.add(
                    new ShardView(
                            shard.required("shard").intValue(),
                            shard.required("trimmed").longValue(),
                            segments.required("through").longValue(),
                            shard.required("gone").longValue()));
        }
        return new SegmentsView(stopped, waiting, defects, shards);
    }

    static SegmentsView now(ApiClient api) {
        return of(api.get("/api/event-store"));
    }

    /** Sequences up to which Valkey has forgotten scrapes, by shard. */
    Map<Integer, Long> trimmed() {
        return shards.stream().collect(Collectors.toMap(ShardView::shard, ShardView::trimmed));
    }

    /** Whether all is made, and is where it has to be. */
    boolean isWell() {
        return stopped.isEmpty() && waiting == 0 && defects == 0;
    }

    @Override
    public String toString() {
        return "%d waiting, %d defects%s"
                .formatted(waiting, defects, stopped.map(why -> ", stopped: " + why).orElse(""));
    }
}
