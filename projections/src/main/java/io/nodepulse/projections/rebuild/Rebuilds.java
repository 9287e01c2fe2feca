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
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Rebuilds projections from all events into tables beside those that are served, and switches over
 * once the new ones have caught up. All instances take part, whichever was asked: each follows what
 * {@link RebuildRegister} says. Thread-safe: one step at a time.
 */
public final class Rebuilds {

    /** The switch is tried from this many events behind on: they take a moment to project. */
    private static final long SWITCH_FROM = 100_000;

    private static final Duration LONGEST_REST = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(Rebuilds.class);

    private final Map<String, ProjectionKind> kinds = new HashMap<>();
    private final Map<String, Rebuild> running = new HashMap<>();

    /** Numbers of those that have caught up, and are only to be compared. */
    private final Set<Long> heldBack = new HashSet<>();

    private final RestingProjections served;
    private final ReadModel target;
    private final RebuildRegister register;
    private final RebuildTokens rebuildTokens;
    private final RebuildTables tables;
    private final HistoryLosses losses;
    private final EventShards shards;
    private final ProcessorFactory factory;
    private final RebuildMeter meter;
    private final RebuildComparison comparison;

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
        this.served = new RestingProjections(served);
        this.target = model.in(RebuildTables.SCHEMA, Announcer.NONE);
        this.register = new RebuildRegister(model.jdbc());
        this.rebuildTokens = new RebuildTokens(model.jdbc(), tokens);
        this.tables =
                new RebuildTables(
                        model.jdbc(), transaction, register, rebuildTokens, model.retention());
        this.losses = new HistoryLosses(model, shards);
        this.shards = shards;
        this.factory = factory;
        this.meter = new RebuildMeter(shards, tokens, clock);
        this.comparison = new RebuildComparison(model.jdbc());
    }

    /**
     * Begins a rebuild; false if one is under way.
     *
     * @param held whether it is only to be compared with what is served, until it is released
     * @param acceptLoss whether scrapes may be lost that the event store has no longer
     * @throws UnknownProjectionException if there is no such projection
     * @throws HistoryLossException if it would lose some
     */
    public synchronized boolean start(String name, boolean held, boolean acceptLoss) {
        ProjectionKind kind = kind(name);
        if (!held && !acceptLoss) {
            losses.check(kind);
        }
        OptionalLong number = tables.begin(kind, held);
        if (number.isEmpty()) {
            return false;
        }
        // What this instance may still do for a rebuild that another one has cancelled.
        leave(name);
        join(kind, number.getAsLong());
        return true;
    }

    /**
     * Lets a rebuild that is held take the place of what is served; false if there is none.
     *
     * @param acceptLoss as of {@link #start}
     * @throws UnknownProjectionException if there is no such projection
     * @throws HistoryLossException if it would lose some
     */
    public synchronized boolean release(String name, boolean acceptLoss) {
        ProjectionKind kind = kind(name);
        if (!acceptLoss) {
            losses.check(kind);
        }
        return register.release(name);
    }

    /**
     * What differs between the rebuilt tables and those that are served; empty if no rebuild is
     * held that has caught up.
     *
     * @throws UnknownProjectionException if there is no such projection
     */
    public Optional<List<TableComparison>> compare(String name) {
        ProjectionKind kind = kind(name);
        return progress(name)
                .filter(progress -> progress.state().equals(RebuildProgress.HELD))
                .map(progress -> comparison.of(kind));
    }

    private Rebuild join(ProjectionKind kind, long number) {
        target.partitions().forget();
        Projection projection =
                Projection.of(kind, RebuildTables.rebuildName(kind, number), target, factory);
        long done = meter.done(projection);
        Rebuild rebuild = new Rebuild(kind, number, projection, meter.now(), done);
        projection.start();
        running.put(kind.name(), rebuild);
        log.info("Rebuilding {} from {} events on", kind.name(), done);
        return rebuild;
    }

    /** Ends this instance's part, and goes on in the tables that are served now. */
    private void leave(String name) {
        @Nullable Rebuild rebuild = running.remove(name);
        if (rebuild != null) {
            heldBack.remove(rebuild.number());
            rebuild.projection().stop().join();
            rebuildTokens.deleteOfEnded(rebuild);
            for (int shard = 0; shard < shards.count(); shard++) {
                shards.forgetConsumer(shard, rebuild.projection().name());
            }
            target.partitions().forget();
        }
        served.wake(name);
    }

    /**
     * Ends a rebuild and takes its tables away; false if none is under way.
     *
     * @throws UnknownProjectionException if there is no such projection
     */
    public synchronized boolean cancel(String name) {
        ProjectionKind kind = kind(name);
        @Nullable Begun begun = register.begun().get(name);
        leave(name);
        boolean cancelled = tables.cancel(kind);
        if (cancelled && begun != null) {
            shards.forgetDeadLetters(RebuildTables.rebuildName(kind, begun.number()));
        }
        return cancelled;
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
        return Optional.ofNullable(running.get(name))
                .map(
                        rebuild ->
                                heldBack.contains(rebuild.number())
                                        ? meter.progress(rebuild).held()
                                        : meter.progress(rebuild));
    }

    /** What is being rebuilt here: retention waits for it, as it does for what is served. */
    public synchronized List<Projection> underWay() {
        return running.values().stream().map(Rebuild::projection).toList();
    }

    /**
     * Takes part in the rebuilds that are under way, and takes each one step towards its end. To be
     * called now and then.
     */
    public synchronized void advance() {
        Map<String, Begun> begun = register.begun();
        served.wakeAllBut(begun.keySet());
        for (Rebuild rebuild : List.copyOf(running.values())) {
            @Nullable Begun now = begun.get(rebuild.name());
            if (now == null || now.number() != rebuild.number()) {
                leave(rebuild.name());
            }
        }
        for (Begun each : begun.values()) {
            @Nullable ProjectionKind kind = kinds.get(each.projection());
            if (kind != null) {
                @Nullable Rebuild rebuild = running.get(kind.name());
                advance(rebuild == null ? join(kind, each.number()) : rebuild, each);
            }
        }
    }

    /**
     * Near the end the served projection rests, while the new tables take the last events, and goes
     * on in them. Until then, and after, everything is served from whole tables.
     */
    private void advance(Rebuild rebuild, Begun begun) {
        @Nullable Duration resting = begun.restingFor();
        if (begun.held()) {
            if (!rebuildTokens.isBehind(rebuild, shards.count())) {
                heldBack.add(rebuild.number());
            }
            return;
        }
        heldBack.remove(rebuild.number());
        if (resting == null) {
            served.wake(rebuild.name());
            if (meter.progress(rebuild).hasCaughtUp(SWITCH_FROM)) {
                register.rest(rebuild.number());
            }
            return;
        }
        served.rest(rebuild.name());
        if (!rebuildTokens.isBehind(rebuild, shards.count())) {
            switchOver(rebuild);
        } else if (resting.compareTo(LONGEST_REST) > 0) {
            register.wake(rebuild.number());
        }
    }

    private void switchOver(Rebuild rebuild) {
        rebuild.projection().stop().join();
        boolean done = false;
        try {
            done = tables.switchOver(rebuild, shards.count());
        } finally {
            if (!done) {
                rebuild.projection().start();
            }
        }
        if (done) {
            log.info("Switched to the rebuilt tables of {}", rebuild.name());
            shards.retried(rebuild.name(), rebuild.projection());
            leave(rebuild.name());
        }
    }

    /** Stops working on rebuilds; they are resumed with the next start. */
    public synchronized void close() {
        running.values().forEach(each -> each.projection().stop().join());
        running.clear();
    }
}
