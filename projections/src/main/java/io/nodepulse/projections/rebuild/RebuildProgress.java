package io.nodepulse.projections.rebuild;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * How far a rebuild is.
 *
 * @param state {@code running}; {@code held} once a rebuild that is only to be compared has caught
 *     up
 * @param startedAt when it was begun, or resumed after a restart
 * @param eventsDone events that are in the new tables
 * @param eventsTotal events that are in the event store now
 * @param eventsPerSecond since it was begun or resumed
 * @param remainingSeconds at that rate; null before there is one
 * @param part what is made anew; null where that is everything
 */
public record RebuildProgress(
        String state,
        @JsonProperty("started_at") Instant startedAt,
        @JsonProperty("events_done") long eventsDone,
        @JsonProperty("events_total") long eventsTotal,
        @JsonProperty("events_per_second") double eventsPerSecond,
        @JsonProperty("remaining_seconds") @Nullable Double remainingSeconds,
        @Nullable RebuiltPart part) {

    static final String RUNNING = "running";
    static final String HELD = "held";

    static RebuildProgress of(
            Rebuild rebuild, long done, long total, @Nullable RebuiltPart part, Instant now) {
        double seconds = Duration.between(rebuild.startedAt(), now).toMillis() / 1e3;
        double rate = seconds > 0 ? (done - rebuild.doneAtStart()) / seconds : 0;
        @Nullable Double remaining = rate > 0 ? Math.max(0, total - done) / rate : null;
        return new RebuildProgress(
                RUNNING, rebuild.startedAt(), done, total, rate, remaining, part);
    }

    /** The same of one that goes no further by itself. */
    RebuildProgress held() {
        return new RebuildProgress(
                HELD, startedAt, eventsDone, eventsTotal, eventsPerSecond, remainingSeconds, part);
    }

    boolean hasCaughtUp(long within) {
        return eventsTotal - eventsDone <= within;
    }
}
