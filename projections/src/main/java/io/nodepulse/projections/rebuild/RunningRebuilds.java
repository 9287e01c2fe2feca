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

/** The rebuilds that this instance takes part in, by projection. Not thread-safe. */
final class RunningRebuilds {

    private static final Logger log = LoggerFactory.getLogger(RunningRebuilds.class);

    private final Map<String, Rebuild> running = new HashMap<>();
    private final ReadModel target;
    private final EventShards shards;
    private final ProcessorFactory factory;
    private final RebuildMeter meter;
    private final RebuildTokens tokens;
    private final PartServers servers;

    RunningRebuilds(
            ReadModel model,
            EventShards shards,
            ProcessorFactory factory,
            RebuildMeter meter,
            RebuildTokens tokens,
            PartServers servers) {
        this.target = model.in(RebuildTables.SCHEMA, Announcer.NONE);
        this.shards = shards;
        this.factory = factory;
        this.meter = meter;
        this.tokens = tokens;
        this.servers = servers;
    }

    /** That of a projection, null if there is none. */
    @Nullable Rebuild of(String projection) {
        return running.get(projection);
    }

    List<Rebuild> all() {
        return List.copyOf(running.values());
    }

    Rebuild join(ProjectionKind kind, RebuildScope scope, long number) {
        target.partitions().forget();
        @Nullable TimeRange range = servers.rounded(scope, kind);
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
            ProjectionKind kind, String name, RebuildScope scope, @Nullable TimeRange range) {
        ReadModel model = target.with(scope.raw());
        if (scope.isWhole()) {
            return Projection.of(kind, name, model, factory);
        }
        Standings rebuilt = new Standings(target.jdbc(), kind, RebuildTables.SCHEMA);
        return Projection.of(
                kind,
                name,
                model,
                factory,
                scope.in(shards),
                () -> new RebuildExcerpt(scope.servers(), range, rebuilt));
    }

    /** Ends this instance's part; what it took part in, null if it did not. */
    @Nullable Rebuild leave(String projection) {
        @Nullable Rebuild rebuild = running.remove(projection);
        if (rebuild != null) {
            rebuild.projection().stop().join();
            tokens.deleteOfEnded(rebuild);
            for (int shard : rebuild.shards()) {
                shards.forgetConsumer(shard, rebuild.projection().name());
            }
            target.partitions().forget();
        }
        return rebuild;
    }

    /** They are resumed with the next start. */
    void close() {
        running.values().forEach(each -> each.projection().stop().join());
        running.clear();
    }
}
