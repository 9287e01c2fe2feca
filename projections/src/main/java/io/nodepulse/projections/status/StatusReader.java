package io.nodepulse.projections.status;

import io.nodepulse.projections.rebuild.Rebuilds;
import io.nodepulse.projections.stream.EventShards;
import io.nodepulse.projections.stream.Projection;
import io.nodepulse.projections.stream.ShardProcessor;
import io.nodepulse.projections.stream.Tokens;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Finds out how the projections stand, from the tokens and the heads of the shards. Thread-safe.
 */
public final class StatusReader {

    private final List<Projection> projections;
    private final Rebuilds rebuilds;
    private final EventShards shards;
    private final Tokens tokens;
    private final InstantSource clock;

    public StatusReader(
            List<Projection> projections,
            Rebuilds rebuilds,
            EventShards shards,
            Tokens tokens,
            InstantSource clock) {
        this.projections = projections;
        this.rebuilds = rebuilds;
        this.shards = shards;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** How each projection stands now. */
    public List<ProjectionStatus> read() {
        // Positions first: whatever is projected meanwhile can only make the lag look larger.
        Map<String, Long> positions = tokens.positions();
        return projections.stream().map(each -> status(each, positions)).toList();
    }

    private ProjectionStatus status(Projection projection, Map<String, Long> positions) {
        List<ShardStatus> statuses =
                projection.processors().stream()
                        .map(each -> status(each, positions.get(each.name())))
                        .toList();
        return new ProjectionStatus(
                projection.name(),
                state(projection, statuses),
                statuses,
                rebuilds.progress(projection.name()).orElse(null),
                shards.deadLetters(projection));
    }

    private static String state(Projection projection, List<ShardStatus> statuses) {
        if (statuses.stream().anyMatch(each -> each.error() != null)) {
            return "failing";
        }
        return projection.isRunning() ? "running" : "stopped";
    }

    private ShardStatus status(ShardProcessor processor, @Nullable Long token) {
        @Nullable Long position = token == null ? null : processor.position(token);
        @Nullable String error = processor.error().orElse(null);
        try {
            long head = shards.head(processor.shard());
            long lag = Math.max(0, head - (position == null ? 0 : position));
            return new ShardStatus(
                    processor.shard(), position, head, lag, seconds(processor, lag), error);
        } catch (RuntimeException e) {
            String away = "the event store does not answer: " + e.getMessage();
            return new ShardStatus(processor.shard(), position, null, null, null, away);
        }
    }

    private @Nullable Double seconds(ShardProcessor processor, long lagEvents) {
        if (lagEvents == 0) {
            return 0.0;
        }
        Instant now = clock.instant();
        return processor
                .lastEventAt()
                .map(at -> Math.max(0, Duration.between(at, now).toMillis() / 1e3))
                .orElse(null);
    }
}
