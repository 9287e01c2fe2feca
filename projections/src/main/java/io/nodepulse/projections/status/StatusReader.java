package io.nodepulse.projections.status;

import io.nodepulse.events.ShardToken;
import io.nodepulse.events.store.epoch.ShardStanding;
import io.nodepulse.events.store.epoch.StreamBreak;
import io.nodepulse.projections.rebuild.Rebuilds;
import io.nodepulse.projections.repair.RepairLog;
import io.nodepulse.projections.stream.EventShards;
import io.nodepulse.projections.stream.Projection;
import io.nodepulse.projections.stream.ShardProcessor;
import io.nodepulse.projections.stream.StoredPosition;
import io.nodepulse.projections.stream.Tokens;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out how the projections stand, from the tokens and the heads of the shards. Thread-safe.
 */
public final class StatusReader {

    private final List<Projection> projections;
    private final Rebuilds rebuilds;
    private final EventShards shards;
    private final Tokens tokens;
    private final RepairLog repairs;
    private final InstantSource clock;

    public StatusReader(
            List<Projection> projections,
            Rebuilds rebuilds,
            EventShards shards,
            Tokens tokens,
            RepairLog repairs,
            InstantSource clock) {
        this.projections = projections;
        this.rebuilds = rebuilds;
        this.shards = shards;
        this.tokens = tokens;
        this.repairs = repairs;
        this.clock = clock;
    }

    /** How each projection stands now. */
    public List<ProjectionStatus> read() {
        // Positions first: whatever is projected meanwhile can only make the lag look larger.
        Map<String, StoredPosition> positions = tokens.positions();
        return projections.stream().map(each -> status(each, positions)).toList();
    }

    private ProjectionStatus status(Projection projection, Map<String, StoredPosition> positions) {
        List<ShardStatus> statuses =
                projection.processors().stream()
                        .map(each -> status(projection, each, positions.get(each.name())))
                        .toList();
        return new ProjectionStatus(
                projection.name(),
                state(projection, statuses),
                statuses,
                rebuilds.progress(projection.name()).orElse(null),
                shards.deadLetters(projection),
                repairs.of(projection.name()));
    }

    private static String state(Projection projection, List<ShardStatus> statuses) {
        if (statuses.stream().anyMatch(each -> each.broken() != null)) {
            return "broken";
        }
        if (statuses.stream().anyMatch(each -> each.error() != null)) {
            return "failing";
        }
        return projection.isRunning() ? "running" : "stopped";
    }

    private ShardStatus status(
            Projection projection, ShardProcessor processor, @Nullable StoredPosition stored) {
        ShardToken position =
                stored == null ? ShardToken.of(null) : processor.passed(stored.token());
        @Nullable Long passed = stored == null ? null : (Long) stored.passed(position);
        @Nullable String error = processor.error().orElse(null);
        try {
            ShardStanding standing = shards.standing(processor.shard(), position);
            @Nullable Broken broken =
                    broken(processor, stored)
                            .or(standing::broken)
                            .map(found -> Broken.of(projection.name(), found))
                            .orElse(null);
            long lag =
                    passed == null
                            ? standing.eventsAfter()
                            : Math.clamp(standing.head() - passed, 0, standing.eventsAfter());
            return new ShardStatus(
                    processor.shard(),
                    passed,
                    standing.head(),
                    lag,
                    seconds(processor, lag),
                    broken,
                    error);
        } catch (RuntimeException e) {
            String away = "the event store does not answer: " + e.getMessage();
            return new ShardStatus(processor.shard(), passed, null, null, null, null, away);
        }
    }

    /** What the instance that holds the shard has found, this one or another. */
    private static Optional<StreamBreak> broken(
            ShardProcessor processor, @Nullable StoredPosition stored) {
        if (processor.holdsShard() || stored == null) {
            return processor.broken();
        }
        return Optional.ofNullable(stored.broken());
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
