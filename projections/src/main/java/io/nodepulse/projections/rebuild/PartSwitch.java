package io.nodepulse.projections.rebuild;

import io.nodepulse.projections.readmodel.Announcer.News;
import io.nodepulse.projections.readmodel.ReadModel;
import io.nodepulse.projections.stream.EventShards;
import io.nodepulse.projections.stream.ProjectionKind;

import org.springframework.transaction.support.TransactionOperations;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Lets what was rebuilt of a part serve, a server in a transaction: its new rows take the place of
 * its old ones while the token of its shard is locked, as a batch does, so between two batches. The
 * rebuilt rows then have every event that the served ones have; those that they have beyond come
 * again, and change nothing, as no scrape counts twice. Rows of other servers are not touched.
 * Thread-safe.
 */
final class PartSwitch {

    /** After this long others who take steps have their turn. */
    private static final Duration LONGEST_STEP = Duration.ofMillis(500);

    private static final String COUNT_REBUILT =
            "UPDATE admiral.servers SET rebuilt = rebuilt + 1 WHERE server_key = ?";

    /** What a step came to. */
    enum Outcome {
        /** All servers have their new rows. */
        DONE,
        /** Some still have not. */
        MORE,
        /** The rebuilt rows of some lack events that the served ones have. */
        BEHIND
    }

    private final ReadModel model;
    private final TransactionOperations transaction;
    private final EventShards shards;
    private final RebuildTokens tokens;
    private final RebuildTables tables;
    private final PartServers servers;
    private final ServerRows rows;

    PartSwitch(
            ReadModel model,
            TransactionOperations transaction,
            EventShards shards,
            RebuildTokens tokens,
            RebuildTables tables,
            PartServers servers) {
        this.model = model;
        this.transaction = transaction;
        this.shards = shards;
        this.tokens = tokens;
        this.tables = tables;
        this.servers = servers;
        this.rows = new ServerRows(model.jdbc());
    }

    /** Goes on for a moment. To be called again unless all is done. */
    Outcome advance(Rebuild rebuild) {
        long end = System.nanoTime() + LONGEST_STEP.toNanos();
        List<PartServer> pending = servers.pending(rebuild.number(), rebuild.scope());
        if (pending.isEmpty()) {
            return Outcome.DONE;
        }
        tables.prepareServed(rebuild.kind());
        Outcome outcome = Outcome.MORE;
        for (PartServer server : pending) {
            if (!switchOver(rebuild, server)) {
                outcome = Outcome.BEHIND;
            }
            if (System.nanoTime() - end > 0) {
                break;
            }
        }
        return outcome;
    }

    /** False if its new rows lack something still. */
    private boolean switchOver(Rebuild rebuild, PartServer server) {
        int shard = shards.of(server.id());
        return Boolean.TRUE.equals(
                transaction.execute(
                        status -> {
                            model.jdbc().execute("SET LOCAL lock_timeout = '5s'");
                            tokens.lock(rebuild, List.of(shard));
                            return !tokens.isBehind(rebuild, List.of(shard))
                                    && switchLocked(rebuild, server, shard);
                        }));
    }

    private boolean switchLocked(Rebuild rebuild, PartServer server, int shard) {
        ProjectionKind kind = rebuild.kind();
        ServerStanding rebuilt = standing(kind, RebuildTables.SCHEMA, server);
        // Where both are of the same events, what the served rows say may be what is to be mended.
        ServerStanding served =
                tokens.isLevel(rebuild, shard) ? rebuilt : standing(kind, ReadModel.SERVED, server);
        Optional<Exchange> exchange =
                Exchange.of(server.rounded(rebuild.scope(), kind.unit()), served, rebuilt);
        if (exchange.isEmpty()) {
            return false;
        }
        if (servers.add(rebuild.number(), server)) {
            kind.tables().forEach(table -> rows.replace(table, server.key(), exchange.get()));
            tokens.rewritten(rebuild, shard);
            model.jdbc().update(COUNT_REBUILT, server.key());
            if (rebuilt.asOf() != null) {
                News news = new News(server.key(), rebuilt.asOf().toEpochMilli());
                model.announcer().announce(kind.name(), List.of(news));
            }
        }
        return true;
    }

    private ServerStanding standing(ProjectionKind kind, String schema, PartServer server) {
        return new ServerStandings(model.jdbc(), kind, schema).of(server.id());
    }
}
