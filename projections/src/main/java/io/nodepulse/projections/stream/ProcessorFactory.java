package io.nodepulse.projections.stream;

import io.nodepulse.events.EpochTrail;
import io.nodepulse.events.ShardToken;

import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.concurrent.Semaphore;

/** Makes the processors, which share the token store. Thread-safe. */
public final class ProcessorFactory {

    private final EventShards shards;
    private final Tokens tokens;
    private final int batchEvents;
    private final DataSourceTransactionManager transactions;
    private final TransactionTemplate transaction;
    private final Semaphore batchesAtATime;

    /**
     * @param batchEvents a batch ends with the append that brings it to this many events
     * @param threads how many batches are projected at a time
     */
    public ProcessorFactory(
            EventShards shards,
            Tokens tokens,
            DataSourceTransactionManager transactions,
            int batchEvents,
            int threads) {
        this(shards, tokens, transactions, batchEvents, new Semaphore(threads, true));
    }

    ProcessorFactory(
            EventShards shards,
            Tokens tokens,
            DataSourceTransactionManager transactions,
            int batchEvents,
            Semaphore batchesAtATime) {
        this.shards = shards;
        this.tokens = tokens;
        this.batchEvents = batchEvents;
        this.transactions = transactions;
        this.transaction = new TransactionTemplate(transactions);
        this.batchesAtATime = batchesAtATime;
    }

    /**
     * The processor of one shard. It begins where the excerpt does, unless a token is stored under
     * its name.
     */
    ShardProcessor create(String projection, int shard, Projector projector, Excerpt excerpt) {
        String name = Tokens.processorName(projection, shard);
        EventStorageEngine engine = shards.engine(shard);
        ShardClaim claim =
                new ShardClaim(name, tokens.store(), transaction, () -> excerpt.begin(engine));
        BatchTransactions batches =
                new BatchTransactions(
                        new ExcerptProjector(guarded(projection, shard, projector), excerpt),
                        new ReadModelWatch(name, tokens),
                        claim,
                        transaction);
        ShardSource source =
                new ShardSource(
                        engine,
                        position -> shards.stretchAfter(shard, position),
                        excerpt.of(batches.supportedEvents()),
                        token -> looked(projection, shard, token));
        return new ShardProcessor(
                shard,
                name,
                batches,
                () ->
                        new ShardFollower(
                                name,
                                source,
                                claim,
                                batches,
                                excerpt::mayTake,
                                batchEvents,
                                batchesAtATime));
    }

    private PoisonGuard guarded(String projection, int shard, Projector projector) {
        return new PoisonGuard(
                projector,
                transactions,
                (event, reason) -> shards.setAside(shard, event.sequence(), projection, reason));
    }

    /** Tokens of before there were epochs have only what the event store was told. */
    private ShardToken looked(String projection, int shard, ShardToken token) {
        if (token.trail().equals(EpochTrail.UNKNOWN)) {
            return token.accepting(shards.passed(shard, projection));
        }
        return tokens.position(Tokens.processorName(projection, shard))
                .filter(stored -> stored.sequence() == token.sequence())
                .map(StoredPosition::token)
                .orElse(token);
    }

    EventShards shards() {
        return shards;
    }
}
