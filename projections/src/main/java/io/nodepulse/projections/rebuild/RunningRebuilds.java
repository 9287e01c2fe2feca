package io.nodepulse.projections.rebuild;

import io.nodepulse.projections.readmodel.Announcer;
import io.nodepulse.projections.readmodel.ReadModel;
import io.nodepulse.projections.stream.EventShards;
import io.nodepulse.projections.stream.ProcessorFactory;
import io.nodepulse.projections.stream.Projection;
import io.nodepulse.projections.stream.ProjectionKind;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rebuilds that this instance takes part in, by projection: it follows what {@link
 * RebuildRegister} says. Not thread-safe.
 */
final class RunningRebuilds {

    private static final Logger log = LoggerFactory.getLogger(RunningRebuilds.class);

    private final Map<String, Rebuild> running = new HashMap<>();
    private final ReadModel target;
    private final EventShards shards;
    private final ProcessorFactory factory;
    private final RebuildMeter meter;
    private final RebuildTokens tokens;
    private final PartServers servers;
    private final RestingProjections served;
    private final Takeover takeover;

    RunningRebuilds(
            ReadModel model,
            EventShards shards,
            ProcessorFactory factory,
            RebuildMeter meter,
            RebuildTokens tokens,
            PartServers servers,
            RestingProjections served,
            Takeover takeover) {
        this.target = model.in(RebuildTables.SCHEMA, Announcer.NONE);
        this.shards = shards;
        this.factory = factory;
        this.meter = meter;
        this.tokens = tokens;
        this.servers = servers;
        this.served = served;
        this.takeover = takeover;
    }

    List<Rebuild> all() {
        return List.copyOf(running.values());
    }

    /** How far that of a projection is; empty if none is under way here. */
    Optional<RebuildProgress> progress(String projection) {
        return Optional.ofNullable(running.get(projection))
                .map(
                        rebuild ->
                                takeover.isHeldBack(rebuild)
                                        ? meter.progress(rebuild).held()
                                        : meter.progress(rebuild));
    }

    /** That of a projection, if it has caught up and is only to be compared. */
    Optional<Rebuild> heldBack(String projection) {
        return Optional.ofNullable(running.get(projection)).filter(takeover::isHeldBack);
    }

    Rebuild join(ProjectionKind kind, RebuildScope scope, long number) {
        target.partitions().forget();
        @Nullable RebuiltRange range = servers.rounded(scope, kind);
        String name = RebuildTables.rebuildName(kind, number);
        Projection projection = projection(kind, name, scope, range);
        long done = meter.done(projection);
        Rebuild rebuild = new Rebuild(kind, scope, range, number, projection, meter.now(), done);
        projection.start();
        running.put(kind.name(), rebuild);
        log.info("Rebuilding {} from {} events on", name, done);
        return rebuild;
    }

    private Projection projection(
            ProjectionKind kind, String name, RebuildScope scope, @Nullable RebuiltRange range) {
        ReadModel model = target.with(scope.raw());
        if (scope.isWhole()) {
            return Projection.of(kind, name, model, factory);
        }
        ServerStandings rebuilt = new ServerStandings(target.jdbc(), kind, RebuildTables.SCHEMA);
        return Projection.of(
                kind,
                name,
                model,
                factory,
                scope.in(shards),
                () -> new RebuildExcerpt(scope.servers(), range, rebuilt));
    }

    /** Ends this instance's part, and goes on in the tables that are served now. */
    void leave(String name) {
        @Nullable Rebuild rebuild = running.remove(name);
        if (rebuild != null) {
            takeover.forget(rebuild);
            rebuild.projection().stop().join();
            tokens.deleteOfEnded(rebuild);
            for (int shard : rebuild.shards()) {
                shards.forgetConsumer(shard, rebuild.projection().name());
            }
            target.partitions().forget();
        }
        served.wake(name);
    }

    /** Takes part in what has begun, and takes each one step towards its end. */
    void advance(Map<String, Begun> begun, Map<String, ProjectionKind> kinds) {
        served.wakeAllBut(begun.keySet());
        for (Rebuild rebuild : all()) {
            @Nullable Begun now = begun.get(rebuild.name());
            if (now == null || now.number() != rebuild.number()) {
                leave(rebuild.name());
            }
        }
        for (Begun each : begun.values()) {
            @Nullable ProjectionKind kind = kinds.get(each.projection());
            if (kind != null) {
                @Nullable Rebuild rebuild = running.get(kind.name());
                advance(rebuild == null ? join(kind, each.scope(), each.number()) : rebuild, each);
            }
        }
    }

    private void advance(Rebuild rebuild, Begun begun) {
        if (takeover.advance(rebuild, begun)) {
            log.info("What was rebuilt of {} serves", rebuild.name());
            if (rebuild.scope().isWhole()) {
                shards.retried(rebuild.name(), rebuild.projection());
            } else {
                // Of others it says nothing, and what it set aside the served one has, too.
                shards.forgetDeadLetters(rebuild.projection().name());
            }
            leave(rebuild.name());
        }
    }

    /** They are resumed with the next start. */
    void close() {
        running.values().forEach(each -> each.projection().stop().join());
        running.clear();
    }
}
