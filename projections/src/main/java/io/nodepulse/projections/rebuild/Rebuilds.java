package io.nodepulse.projections.rebuild;

import io.nodepulse.projections.readmodel.ReadModel;
import io.nodepulse.projections.stream.EventShards;
import io.nodepulse.projections.stream.PositionKeeper;
import io.nodepulse.projections.stream.ProcessorFactory;
import io.nodepulse.projections.stream.Projection;
import io.nodepulse.projections.stream.ProjectionKind;
import io.nodepulse.projections.stream.Tokens;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Rebuilds projections from events into tables beside those that are served, and lets them serve
 * once the new ones have caught up: all of them, or rows of some servers. All instances take part,
 * whichever was asked: each follows what {@link RebuildRegister} says. Thread-safe: one step at a
 * time.
 */
public final class Rebuilds {

    private final Map<String, ProjectionKind> kinds = new HashMap<>();
    private final RebuildRegister register;
    private final RebuildTables tables;
    private final PartServers servers;
    private final HistoryLosses losses;
    private final EventShards shards;
    private final RebuildMeter meter;
    private final RunningRebuilds running;
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
        RestingProjections resting = new RestingProjections(served);
        this.register = new RebuildRegister(model.jdbc());
        this.servers = new PartServers(model.jdbc());
        RebuildTokens rebuildTokens = new RebuildTokens(model.jdbc(), tokens);
        this.tables =
                new RebuildTables(
                        model.jdbc(),
                        transaction,
                        register,
                        rebuildTokens,
                        servers,
                        model.retention());
        this.losses = new HistoryLosses(model, shards, servers);
        this.shards = shards;
        this.meter = new RebuildMeter(shards, tokens, servers, clock);
        Takeover takeover =
                new Takeover(
                        resting,
                        register,
                        rebuildTokens,
                        tables,
                        new PartSwitch(model, transaction, shards, rebuildTokens, tables, servers),
                        meter,
                        new PositionKeeper(shards, tokens));
        this.running =
                new RunningRebuilds(
                        model, shards, factory, meter, rebuildTokens, servers, resting, takeover);
        this.comparison = new RebuildComparison(model.jdbc(), servers);
    }

    /**
     * Begins a rebuild; false if one is under way.
     *
     * @param scope what of the projection
     * @param held whether it is only to be compared with what is served, until it is released
     * @param acceptLoss whether scrapes may be lost that the event store has no longer
     * @throws UnknownProjectionException if there is no such projection
     * @throws UnknownServerException if there is no such server
     * @throws InvalidScopeException if that is nothing that can be rebuilt
     * @throws HistoryLossException if it would lose some
     */
    public synchronized boolean start(
            String name, RebuildScope scope, boolean held, boolean acceptLoss) {
        ProjectionKind kind = kind(name);
        servers.check(kind, scope, meter.now());
        if (!held && !acceptLoss) {
            losses.check(kind, scope);
        }
        OptionalLong number = tables.begin(kind, scope, held);
        if (number.isEmpty()) {
            return false;
        }
        // What this instance may still do for a rebuild that another one has cancelled.
        running.leave(name);
        running.join(kind, scope, number.getAsLong());
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
        @Nullable Begun begun = register.begun().get(name);
        if (begun == null) {
            return false;
        }
        if (!acceptLoss) {
            losses.check(kind, begun.scope());
        }
        return register.release(name);
    }

    /**
     * What differs between rebuilt rows and those that are served, of as many servers as take some
     * seconds; empty if no rebuild is held that has caught up.
     *
     * @param after the server that was compared last; null to begin
     * @throws UnknownProjectionException if there is no such projection
     */
    public Optional<ComparedServers> compare(String name, @Nullable UUID after) {
        ProjectionKind kind = kind(name);
        return heldBack(name).map(rebuild -> comparison.of(kind, rebuild.scope(), after));
    }

    private synchronized Optional<Rebuild> heldBack(String name) {
        return running.heldBack(name);
    }

    /**
     * Ends a rebuild and takes its tables away; false if none is under way. Servers that have their
     * new rows already keep them.
     *
     * @throws UnknownProjectionException if there is no such projection
     */
    public synchronized boolean cancel(String name) {
        ProjectionKind kind = kind(name);
        @Nullable Begun begun = register.begun().get(name);
        running.leave(name);
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
        return running.progress(name);
    }

    /** What is being rebuilt here: retention waits for it, as it does for what is served. */
    public synchronized List<Projection> underWay() {
        return running.all().stream().map(Rebuild::projection).toList();
    }

    /**
     * Takes part in the rebuilds that are under way, and takes each one step towards its end. To be
     * called now and then.
     */
    public synchronized void advance() {
        running.advance(register.begun(), kinds);
    }

    /** Stops working on rebuilds; they are resumed with the next start. */
    public synchronized void close() {
        running.close();
    }
}
