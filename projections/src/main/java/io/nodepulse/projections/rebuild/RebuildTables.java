package io.nodepulse.projections.rebuild;

import io.nodepulse.projections.partition.KeptSince;
import io.nodepulse.projections.partition.ProjectionTable;
import io.nodepulse.projections.partition.ReadModelRetention;
import io.nodepulse.projections.readmodel.ReadModel;
import io.nodepulse.projections.stream.ProjectionKind;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * The tables of rebuilds, with the tokens that belong to them; every change of both is one
 * transaction. Thread-safe.
 */
final class RebuildTables {

    /** The schema that rebuilds write to. */
    static final String SCHEMA = "admiral_rebuild";

    /** Those of one schema, in another. */
    private static final String SAME_PARTITIONS =
            """
            SELECT admiral.ensure_partition(format('%2$s.%%I', relname)::regclass, day, past)
            FROM admiral.partitions JOIN pg_class ON pg_class.oid = parent
            WHERE relnamespace = '%1$s'::regnamespace AND relname = ANY (?)""";

    private final JdbcTemplate jdbc;
    private final TransactionOperations transaction;
    private final RebuildRegister register;
    private final RebuildTokens tokens;
    private final PartServers servers;
    private final ReadModelRetention retention;

    RebuildTables(
            JdbcTemplate jdbc,
            TransactionOperations transaction,
            RebuildRegister register,
            RebuildTokens tokens,
            PartServers servers,
            ReadModelRetention retention) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.register = register;
        this.tokens = tokens;
        this.servers = servers;
        this.retention = retention;
    }

    /**
     * The name of the projection that fills the tables. The number is part of it, so that a batch
     * of a rebuild that was cancelled finds no token to move on, and fails.
     */
    static String rebuildName(ProjectionKind kind, long number) {
        return kind.name() + "-rebuild-" + number;
    }

    /** Makes empty tables; no number if the projection is being rebuilt already. */
    OptionalLong begin(ProjectionKind kind, RebuildScope scope, boolean held) {
        return Objects.requireNonNull(
                transaction.execute(
                        status -> {
                            OptionalLong number = register.add(kind.name(), scope, held);
                            if (number.isPresent()) {
                                kind.tableNames().forEach(this::makeEmpty);
                            }
                            return number;
                        }));
    }

    private void makeEmpty(String table) {
        jdbc.query("SELECT admiral.begin_rebuild(?)", row -> {}, table);
    }

    /**
     * Takes the tables away again, once the batches of all instances that are under way have ended.
     *
     * @return whether there was a rebuild
     */
    boolean cancel(ProjectionKind kind) {
        return Boolean.TRUE.equals(
                transaction.execute(
                        status -> {
                            tokens.lockAll(kind);
                            servers.forget(kind.name());
                            if (!register.remove(kind.name())) {
                                return false;
                            }
                            tokens.delete(kind);
                            for (String table : kind.tableNames()) {
                                jdbc.execute("DROP TABLE IF EXISTS " + SCHEMA + "." + table);
                            }
                            return true;
                        }));
    }

    /**
     * Puts the rebuilt tables and their tokens in the place of those that are served, if no shard
     * of them is behind. The tokens are locked first, as every batch does, so no batch of another
     * instance is half in the old tables.
     *
     * @return whether it did
     */
    boolean switchOver(Rebuild rebuild) {
        return Boolean.TRUE.equals(
                transaction.execute(
                        status -> {
                            jdbc.execute("SET LOCAL lock_timeout = '5s'");
                            tokens.lock(rebuild, rebuild.shards());
                            if (tokens.isBehind(rebuild, rebuild.shards())) {
                                return false;
                            }
                            replaceServed(rebuild);
                            register.remove(rebuild.name());
                            tokens.delete(rebuild.kind());
                            return true;
                        }));
    }

    private void replaceServed(Rebuild rebuild) {
        List<String> names = rebuild.kind().tableNames();
        // No instance that remembers one misses it afterwards.
        samePartitions(rebuild.kind(), ReadModel.SERVED, SCHEMA);
        SqlArrays.query(jdbc, "SELECT admiral.finish_rebuild(?)", names);
        if (rebuild.kind().tables().stream().anyMatch(ProjectionTable::isOfBuckets)) {
            KeptSince.replace(jdbc, retention);
        }
        tokens.moveToServed(rebuild);
    }

    /** Makes those partitions that rows are to be moved into. */
    void prepareServed(ProjectionKind kind) {
        samePartitions(kind, SCHEMA, ReadModel.SERVED);
    }

    private void samePartitions(ProjectionKind kind, String from, String to) {
        SqlArrays.query(jdbc, SAME_PARTITIONS.formatted(from, to), kind.tableNames());
    }
}
