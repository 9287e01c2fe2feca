package io.nodepulse.trials.torture;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Events of which the event store says itself that they are lost.
 *
 * @param first sequence of the first one, in the numbering that is over
 * @param last sequence of the last one
 * @param givenAgain how many of these numbers, the highest, others were given after that
 * @param epoch that began without them
 * @param at when that was found
 */
record LostRange(int shard, long first, long last, long givenAgain, String epoch, Instant at) {

    /** Those in an answer of {@code GET /api/event-store}. */
    static List<LostRange> in(JsonNode eventStore) {
        List<LostRange> ranges = new ArrayList<>();
        for (JsonNode shard : eventStore.path("shards")) {
            for (JsonNode range : shard.path("lost")) {
                ranges.add(
                        new LostRange(
                                shard.required("shard").intValue(),
                                range.required("first").longValue(),
                                range.required("last").longValue(),
                                range.required("given_again").longValue(),
                                range.required("epoch").stringValue(),
                                Instant.parse(range.required("at").stringValue())));
            }
        }
        return ranges;
    }

    @Override
    public String toString() {
        return "shard %d: %d-%d, found %s".formatted(shard, first, last, at);
    }

    long events() {
        return last - first + 1;
    }

    /**
     * Those of the numbers that were given again which the same epoch's range among these does not
     * have, as where the store went back to between the two.
     */
    Optional<LostRange> againBeyond(List<LostRange> ranges) {
        long known =
                ranges.stream()
                        .filter(other -> shard == other.shard && epoch.equals(other.epoch))
                        .mapToLong(LostRange::last)
                        .findFirst()
                        .orElse(0);
        long from = Math.max(known, last - givenAgain) + 1;
        return from > last
                ? Optional.empty()
                : Optional.of(new LostRange(shard, from, last, last - from + 1, epoch, at));
    }
}
