package io.nodepulse.projections.rebuild;

import io.nodepulse.projections.stream.EventShards;
import io.nodepulse.projections.stream.Projection;
import io.nodepulse.projections.stream.ShardProcessor;
import io.nodepulse.projections.stream.StoredPosition;
import io.nodepulse.projections.stream.Tokens;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** Measures how far a rebuild is, of all instances together. */
record RebuildMeter(EventShards shards, Tokens tokens, PartServers servers, InstantSource clock) {

    RebuildProgress progress(Rebuild rebuild) {
        return RebuildProgress.of(
                rebuild, done(rebuild.projection()), total(rebuild), part(rebuild), now());
    }

    /** How many events that projection has passed, in all shards. */
    long done(Projection projection) {
        Map<String, StoredPosition> positions = tokens.positions();
        return projection.processors().stream()
                .mapToLong(each -> done(each, positions.get(each.name())))
                .sum();
    }

    private static long done(ShardProcessor processor, @Nullable StoredPosition stored) {
        return stored == null ? 0 : stored.passed(processor.passed(stored.token()));
    }

    private long total(Rebuild rebuild) {
        return rebuild.shards().stream().mapToLong(shards::head).sum();
    }

    private @Nullable RebuiltPart part(Rebuild rebuild) {
        return rebuild.scope().equals(RebuildScope.ALL)
                ? null
                : RebuiltPart.of(
                        rebuild, servers.done(rebuild.number()), servers.count(rebuild.scope()));
    }

    Instant now() {
        return clock.instant();
    }
}
