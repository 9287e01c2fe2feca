package io.nodepulse.projections.stream;

import io.nodepulse.events.store.epoch.StreamBreak;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * For the shards that this instance holds: writes down what keeps a projection from going on and
 * how far it has looked, and tells the event store what retention need not wait for. An instance
 * that holds a shard in vain says nothing of it. In all instances: begins anew where a repair, or a
 * restore of the read model, has set a token. Used by one thread.
 */
public final class PositionKeeper {

    private static final Logger log = LoggerFactory.getLogger(PositionKeeper.class);

    private final EventShards shards;
    private final Tokens tokens;
    private final Map<String, Integer> repairs = new HashMap<>();

    public PositionKeeper(EventShards shards, Tokens tokens) {
        this.shards = shards;
        this.tokens = tokens;
    }

    /** One look at those projections; to be called now and then. */
    public void keep(List<Projection> projections) {
        Map<String, Long> committed = committed(projections);
        Map<String, StoredPosition> positions = tokens.positions();
        for (Projection projection : projections) {
            for (ShardProcessor processor : projection.processors()) {
                @Nullable StoredPosition stored = positions.get(processor.name());
                long behind = committed.getOrDefault(processor.name(), 0L);
                keep(projection, processor, stored, behind);
            }
        }
    }

    private void keep(
            Projection projection,
            ShardProcessor processor,
            @Nullable StoredPosition stored,
            long behind) {
        if (behind > (stored == null ? 0 : stored.sequence())) {
            log.warn("{}: the read model went back behind event {}", processor.name(), behind);
            processor.restart();
        } else if (stored != null && !followRepair(processor, stored)) {
            keep(projection, processor, stored);
        }
    }

    /** To be asked before the tokens are read, which can only be further then. */
    private static Map<String, Long> committed(List<Projection> projections) {
        Map<String, Long> committed = new HashMap<>();
        for (Projection projection : projections) {
            for (ShardProcessor processor : projection.processors()) {
                if (processor.holdsShard()) {
                    committed.put(processor.name(), processor.committed());
                }
            }
        }
        return committed;
    }

    private void keep(Projection projection, ShardProcessor processor, StoredPosition stored) {
        if (!processor.holdsShard()) {
            return;
        }
        @Nullable StreamBreak broken = processor.broken().orElse(null);
        if (!Objects.equals(broken, stored.broken())) {
            tokens.setBroken(processor.name(), broken);
        }
        long passed = processor.passed(stored.token()).sequence();
        boolean kept =
                passed <= stored.sequence()
                        || tokens.lookedThrough(processor.name(), stored, passed);
        if (broken == null && kept) {
            // Only what is written down: a start would miss what retention has taken since.
            shards.reportPassed(processor.shard(), projection.name(), passed);
        }
    }

    private boolean followRepair(ShardProcessor processor, StoredPosition stored) {
        @Nullable Integer before = repairs.put(processor.name(), stored.repairs());
        // A repair may have come between the start of the processor and the first look at it.
        boolean repaired =
                before == null ? processor.broken().isPresent() : before != stored.repairs();
        if (repaired) {
            processor.restart();
        }
        return repaired;
    }
}
