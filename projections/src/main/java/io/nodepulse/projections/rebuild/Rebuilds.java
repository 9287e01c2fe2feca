package io.nodepulse.projections.rebuild;

import io.nodepulse.projections.readmodel.Announcer;
import io.nodepulse.projections.readmodel.ReadModel;
import io.nodepulse.projections.stream.EventShards;
import io.nodepulse.projections.stream.ProcessorFactory;
import io.nodepulse.projections.stream.Projection;
import io.nodepulse.projections.stream.ProjectionKind;
import io.nodepulse.projections.stream.Tokens;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Rebuilds projections from all events into tables beside those that are served, and switches over
 * once the new ones have caught up. Thread-safe: one step at a time.
 */
public final class Rebuilds {

    /** The switch is tried from this many events behind on: they take a moment to project. */
    private static final long SWITCH_FROM = 100_000;

    private static final Duration LONGEST_REST = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(Rebuilds.class);

    private final Map<String, ProjectionKind> kinds = new HashMap<>();
    private final Map<String, Projection> served = new HashMap<>();
    private final Map<String, Rebuild> running = new HashMap<>();
    private final ReadModel target;
    private final RebuildTables tables;
    private final EventShards shards;
    private final ProcessorFactory factory;
    private final Tokens tokens;
    private final InstantSource clock;

    public Rebuilds(
            List<ProjectionKind> kinds,
            List<Projection> served,
            ReadModel model,
            TransactionOperations transaction,
            EventShards shards,
            ProcessorFactory factory,
            Tokens tokens,
            InstantSource clock) {
        kinds.forEach(kind -> this.kinds.put(kind.name(), kind));
        served.forEach(projection -> this.served.put(projection.name(), projection));
        this.target = model.in(RebuildTables.SCHEMA, Announcer.NONE);
        this.tables = new RebuildTables(model.jdbc(), transaction, tokens);
        this.shards = shards;
        this.factory = factory;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Goes on with the rebuilds that an earlier run of this application left. */
    public synchronized void resume() {
        for (String name : tables.begun()) {
            @Nullable ProjectionKind kind = kinds.get(name);
            if (kind != null) {
                run(kind);
            }
        }
    }

    /**
     * Begins a rebuild; false if one is under way.
     *
     * @throws UnknownProjectionException if there is no such projection
     */
    public synchronized boolean start(String name) {
        ProjectionKind kind = kind(name);
        if (!tables.begin(kind)) {
            return false;
        }
        target.partitions().forget();
        run(kind);
        return true;
    }

    private void run(ProjectionKind kind) {
        Projection projection =
                Projection.of(kind, RebuildTables.rebuildName(kind), target, factory);
        long done = done(projection, tokens.positions());
        put(new Rebuild(kind, projection, clock.instant(), done, null));
        projection.start();
        log.info("Rebuilding {} from {} events on", kind.name(), done);
    }

    /**
     * Ends a rebuild and takes its tables away; false if none is under way.
     *
     * @throws UnknownProjectionException if there is no such projection
     */
    public synchronized boolean cancel(String name) {
        @Nullable Rebuild rebuild = running.remove(kind(name).name());
        if (rebuild == null) {
            return false;
        }
        rebuild.projection().stop().join();
        tables.cancel(rebuild.kind());
        if (rebuild.restingSince() != null) {
            wake(rebuild.kind());
        }
        return true;
    }

    private ProjectionKind kind(String name) {
        @Nullable ProjectionKind kind = kinds.get(name);
        if (kind == null) {
            throw new UnknownProjectionException(name, kinds.keySet());
        }
        return kind;
    }

    /** How far the rebuild of that projection is; empty if none is under way here. */
    public synchronized Optional<RebuildProgress> progress(String name) {
        return Optional.ofNullable(running.get(name)).map(this::progress);
    }

    private RebuildProgress progress(Rebuild rebuild) {
        Instant now = clock.instant();
        return RebuildProgress.of(
                rebuild, done(rebuild.projection(), tokens.positions()), total(), now);
    }

    private static long done(Projection projection, Map<String, Long> positions) {
        return projection.processors().stream()
                .mapToLong(each -> each.position(positions.getOrDefault(each.name(), 0L)))
                .sum();
    }

    private long total() {
        long total = 0;
        for (int shard = 0; shard < shards.count(); shard++) {
            total += shards.head(shard);
        }
        return total;
    }

    /** Takes each rebuild one step towards its end. To be called now and then. */
    public synchronized void advance() {
        List.copyOf(running.values()).forEach(this::advance);
    }

    /**
     * Near the end the served projection rests, while the new tables take the last events, and goes
     * on in them. Until then, and after, everything is served from whole tables.
     */
    private void advance(Rebuild rebuild) {
        @Nullable Instant resting = rebuild.restingSince();
        Instant now = clock.instant();
        if (resting == null) {
            RebuildProgress progress = progress(rebuild);
            if (progress.eventsTotal() - progress.eventsDone() <= SWITCH_FROM) {
                rest(rebuild.kind());
                put(rebuild.restingSince(now));
            }
        } else if (!tables.isBehind(rebuild.kind(), shards.count())) {
            switchOver(rebuild);
        } else if (resting.plus(LONGEST_REST).isBefore(now)) {
            wake(rebuild.kind());
            put(rebuild.restingSince(null));
        }
    }

    private void put(Rebuild rebuild) {
        running.put(rebuild.kind().name(), rebuild);
    }

    private void rest(ProjectionKind kind) {
        Objects.requireNonNull(served.get(kind.name())).stop().join();
    }

    private void wake(ProjectionKind kind) {
        Projection projection = Objects.requireNonNull(served.get(kind.name()));
        projection.forget();
        projection.start();
    }

    private void switchOver(Rebuild rebuild) {
        ProjectionKind kind = rebuild.kind();
        rebuild.projection().stop().join();
        boolean done = false;
        try {
            done = tables.switchOver(kind, shards.count());
        } finally {
            target.partitions().forget();
            if (done) {
                running.remove(kind.name());
                log.info("Switched to the rebuilt tables of {}", kind.name());
            } else {
                rebuild.projection().start();
                put(rebuild.restingSince(null));
            }
            wake(kind);
        }
    }

    /** Stops working on rebuilds; they are resumed with the next start. */
    public synchronized void close() {
        running.values().forEach(each -> each.projection().stop().join());
        running.clear();
    }
}
