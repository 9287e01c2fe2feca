package io.nodepulse.trials.torture;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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

    boolean isOfTheEpochOf(LostRange other) {
        return shard == other.shard && epoch.equals(other.epoch);
    }

    /** The numbers that were given to others. */
    LostRange again() {
        return new LostRange(shard, last - givenAgain + 1, last, givenAgain, epoch, at);
    }
}
