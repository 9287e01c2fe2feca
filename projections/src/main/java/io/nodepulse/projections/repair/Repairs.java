package io.nodepulse.projections.repair;

import io.nodepulse.events.ShardToken;
import io.nodepulse.events.store.epoch.StreamBreak;
import io.nodepulse.projections.rebuild.UnknownProjectionException;
import io.nodepulse.projections.stream.EventShards;
import io.nodepulse.projections.stream.Projection;
import io.nodepulse.projections.stream.ShardProcessor;
import io.nodepulse.projections.stream.StoredPosition;
import io.nodepulse.projections.stream.Tokens;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets a projection go on whose shards hold other events than it has read, or fewer: from the last
 * position that both have in common, with what cannot be had any more written down. Thread-safe.
 */
public final class Repairs {

    private static final Logger log = LoggerFactory.getLogger(Repairs.class);

    private final Map<String, Projection> projections = new HashMap<>();
    private final EventShards shards;
    private final Tokens tokens;
    private final RepairLog repairs;
    private final TransactionOperations transaction;

    public Repairs(
            List<Projection> projections,
            EventShards shards,
            Tokens tokens,
            RepairLog repairs,
            TransactionOperations transaction) {
        projections.forEach(each -> this.projections.put(each.name(), each));
        this.shards = shards;
        this.tokens = tokens;
        this.repairs = repairs;
        this.transaction = transaction;
    }

    /**
     * Repairs whatever keeps the projection from going on. Its instances follow within a second.
     *
     * @return what was repaired, nothing where all is well
     * @throws UnknownProjectionException if there is no such projection
     */
    public synchronized List<RepairedRange> repair(String name) {
        @Nullable Projection projection = projections.get(name);
        if (projection == null) {
            throw new UnknownProjectionException(name, projections.keySet());
        }
        Map<String, StoredPosition> positions = tokens.positions();
        List<RepairedRange> repaired = new ArrayList<>();
        for (ShardProcessor processor : projection.processors()) {
            @Nullable StoredPosition stored = positions.get(processor.name());
            if (stored != null) {
                broken(processor, stored)
                        .flatMap(found -> repair(projection, processor, stored, found))
                        .ifPresent(repaired::add);
            }
        }
        return repaired;
    }

    private Optional<StreamBreak> broken(ShardProcessor processor, StoredPosition stored) {
        return Optional.ofNullable(stored.broken())
                .or(() -> shards.standing(processor.shard(), stored.token()).broken());
    }

    private Optional<RepairedRange> repair(
            Projection projection,
            ShardProcessor processor,
            StoredPosition stored,
            StreamBreak found) {
        int shard = processor.shard();
        ShardToken goesOn = shards.repaired(shard, stored.token(), found);
        boolean done =
                Boolean.TRUE.equals(
                        transaction.execute(
                                status -> {
                                    boolean set = tokens.repair(processor.name(), stored, goesOn);
                                    if (set) {
                                        repairs.add(projection.name(), shard, found);
                                        repairs.distrustLives();
                                    }
                                    return set;
                                }));
        if (!done) {
            return Optional.empty();
        }
        // What it reported as passed may be ahead of where it is now.
        shards.forgetConsumer(shard, projection.name());
        log.warn("{} of shard {} goes on after {}: {}", projection.name(), shard, goesOn, found);
        return Optional.of(RepairedRange.of(shard, found));
    }
}
