package io.nodepulse.projections.stream;

import io.nodepulse.events.EpochTrail;
import io.nodepulse.events.ShardToken;

import org.axonframework.messaging.core.EmptyApplicationContext;
import org.axonframework.messaging.core.unitofwork.SimpleUnitOfWorkFactory;
import org.axonframework.messaging.core.unitofwork.TransactionalUnitOfWorkFactory;
import org.axonframework.messaging.core.unitofwork.UnitOfWorkFactory;
import org.axonframework.messaging.eventhandling.processing.streaming.pooled.PooledStreamingEventProcessor;
import org.axonframework.messaging.eventhandling.processing.streaming.pooled.PooledStreamingEventProcessorConfiguration;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Makes Axon's processors, which share threads and the token store. Thread-safe. */
public final class ProcessorFactory implements AutoCloseable {

    private final EventShards shards;
    private final Tokens tokens;
    private final int batchEvents;
    private final DataSourceTransactionManager transactions;
    private final UnitOfWorkFactory unitsOfWork;
    private final ScheduledExecutorService coordinators;
    private final ScheduledExecutorService workers;

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
        this.shards = shards;
        this.tokens = tokens;
        this.batchEvents = batchEvents;
        this.transactions = transactions;
        this.unitsOfWork =
                new TransactionalUnitOfWorkFactory(
                        new SpringTransactions(transactions),
                        new SimpleUnitOfWorkFactory(EmptyApplicationContext.INSTANCE));
        this.coordinators = pool(threads, "projection-coordinator-");
        this.workers = pool(threads, "projection-worker-");
    }

    private static ScheduledExecutorService pool(int threads, String prefix) {
        return Executors.newScheduledThreadPool(
                threads, Thread.ofPlatform().daemon().name(prefix, 0).factory());
    }

    /**
     * The processor of one shard. It begins with the shard's first event, unless a token is stored
     * under its name.
     */
    public ShardProcessor create(String projection, int shard, Projector projector) {
        PoisonGuard guarded =
                new PoisonGuard(
                        projector,
                        transactions,
                        (event, reason) ->
                                shards.setAside(shard, event.sequence(), projection, reason));
        String name = Tokens.processorName(projection, shard);
        BatchingComponent component =
                new BatchingComponent(guarded, new ReadModelWatch(name, tokens));
        EngineEventSource source =
                new EngineEventSource(
                        shards.engine(shard), token -> looked(projection, shard, token));
        PooledStreamingEventProcessorConfiguration configuration =
                new PooledStreamingEventProcessorConfiguration()
                        .unitOfWorkFactory(unitsOfWork)
                        .eventSource(source)
                        .tokenStore(tokens.store())
                        .coordinatorExecutor(coordinators)
                        .workerExecutor(workers)
                        .initialSegmentCount(1)
                        .initialToken(first -> first.firstToken(null))
                        .batchSize(batchEvents);
        return new ShardProcessor(
                shard,
                new PooledStreamingEventProcessor(name, List.of(component), configuration),
                source,
                component);
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

    @Override
    public void close() {
        coordinators.shutdown();
        workers.shutdown();
    }
}
