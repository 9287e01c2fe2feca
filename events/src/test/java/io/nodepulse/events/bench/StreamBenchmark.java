package io.nodepulse.events.bench;

import io.nodepulse.embedded.EmbeddedValkey;
import io.nodepulse.events.EventTypes;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.store.stream.StreamUnit;

import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.StorageEngineBackedEventStore;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.EmptyApplicationContext;
import org.axonframework.messaging.core.unitofwork.SimpleUnitOfWorkFactory;
import org.axonframework.messaging.eventhandling.SimpleEventBus;
import org.axonframework.messaging.eventhandling.processing.streaming.pooled.PooledStreamingEventProcessor;
import org.axonframework.messaging.eventhandling.processing.streaming.pooled.PooledStreamingEventProcessorConfiguration;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.inmemory.InMemoryTokenStore;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Events per second from Valkey through Axon's pooled streaming processor into a handler that does
 * nothing, with a token per event and with a token per append.
 *
 * <pre>
 * mvn -q -pl events -am -Pevents-bench -DskipTests verify \
 *     -Dbench=io.nodepulse.events.bench.StreamBenchmark
 * </pre>
 */
public final class StreamBenchmark {

    private static final int SERVERS = 40;
    private static final int BATCH_EVENTS = 4096;
    private static final int ROUNDS = 3;
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private StreamBenchmark() {}

    /** Prints a line per round and unit. */
    public static void main(String[] arguments) throws Exception {
        EventStoreSettings settings =
                EventStoreSettings.at(EmbeddedValkey.shared().uri()).withShards(1);
        try (ValkeyEventStore store = ValkeyEventStore.open(settings)) {
            long events = fill(store);
            System.out.printf("%,d events in one shard, batches of %d%n", events, BATCH_EVENTS);
            for (int round = 1; round <= ROUNDS; round++) {
                for (StreamUnit unit : StreamUnit.values()) {
                    double seconds = stream(store.engine(0, unit), events);
                    System.out.printf(
                            "round %d, a token per %-6s %,12.0f events/s%n",
                            round, unit, events / seconds);
                }
            }
        }
    }

    private static long fill(ValkeyEventStore store) throws IOException {
        RecordedPages pages = RecordedPages.load();
        EventStorageEngine engine = store.engine(0);
        for (int server = 0; server < SERVERS; server++) {
            UUID id = UUID.randomUUID();
            List<CompletableFuture<?>> pending = new ArrayList<>();
            for (int page = 0; page < pages.pages(); page++) {
                pending.add(append(engine, pages.page(page, id)));
            }
            CompletableFuture.allOf(pending.toArray(CompletableFuture[]::new)).join();
        }
        return store.shard(0).head();
    }

    private static CompletableFuture<?> append(
            EventStorageEngine engine, List<ProcessSampled> samples) {
        List<TaggedEventMessage<?>> events = new ArrayList<>(samples.size());
        for (ProcessSampled sample : samples) {
            events.add(new GenericTaggedEventMessage<>(EventTypes.message(sample), Set.of()));
        }
        return engine.appendEvents(AppendCondition.none(), null, events)
                .thenCompose(transaction -> transaction.commit(null));
    }

    private static double stream(EventStorageEngine engine, long events) throws Exception {
        CountingHandler handler = new CountingHandler(events);
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
        PooledStreamingEventProcessorConfiguration configuration =
                new PooledStreamingEventProcessorConfiguration()
                        .unitOfWorkFactory(
                                new SimpleUnitOfWorkFactory(EmptyApplicationContext.INSTANCE))
                        .eventSource(
                                new StorageEngineBackedEventStore(
                                        engine, new SimpleEventBus(), EventTypes.tagResolver()))
                        .tokenStore(new InMemoryTokenStore())
                        .coordinatorExecutor(threads)
                        .workerExecutor(threads)
                        .initialSegmentCount(1)
                        .initialToken(first -> first.firstToken(null))
                        .batchSize(BATCH_EVENTS);
        PooledStreamingEventProcessor processor =
                new PooledStreamingEventProcessor("bench", List.of(handler), configuration);
        long start = System.nanoTime();
        processor.start().join();
        if (!handler.done().await(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("not all events came within " + TIMEOUT);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        processor.shutdown().join();
        threads.shutdown();
        return seconds;
    }
}
