package io.nodepulse.events.store;

import io.nodepulse.events.Epoch;

import org.jspecify.annotations.Nullable;
import org.redisson.api.BatchOptions;
import org.redisson.api.BatchResult;
import org.redisson.api.FunctionMode;
import org.redisson.api.FunctionResult;
import org.redisson.api.RBatch;
import org.redisson.api.RFuture;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Group commit: while one call is at Valkey, the next appends gather, and go together when it
 * returns. Appends that travel together share one call and one fsync. Order is kept. Thread-safe.
 */
final class AppendPipeline {

    /** At most this many appends travel together. */
    private static final int MAX_BATCH = 256;

    /** At most this many wait; one more is refused as if Valkey were away: it cannot keep up. */
    private static final int MAX_WAITING = 8192;

    private static final String FUNCTION = FunctionLibrary.function("append");

    private record Pending(AppendRequest request, CompletableFuture<AppendReply> reply) {}

    private final RedissonClient redisson;
    private final List<String> shardKeys;
    private final int replicas;
    private final BatchOptions options;
    private final AppendObserver observer;
    private final FunctionLibrary library;
    private final GivenNumbers given;
    private final Queue<Pending> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingCount = new AtomicInteger();
    private final AtomicBoolean underWay = new AtomicBoolean();

    AppendPipeline(
            RedissonClient redisson,
            ShardKeys keys,
            EventStoreSettings settings,
            GivenNumbers given,
            AppendObserver observer) {
        this.redisson = redisson;
        this.observer = observer;
        this.library = new FunctionLibrary(redisson, keys.head());
        this.given = given;
        this.shardKeys =
                List.of(
                        keys.events(),
                        keys.head(),
                        keys.types(),
                        keys.scraped(),
                        keys.times(),
                        keys.epochs(),
                        keys.tagged());
        this.replicas = settings.replicas();
        this.options = options(settings);
    }

    /** Fails with {@link EventStoreUnavailableException} if Valkey does not answer or refuses. */
    CompletableFuture<AppendReply> submit(AppendRequest request) {
        if (waitingCount.incrementAndGet() > MAX_WAITING) {
            waitingCount.decrementAndGet();
            return CompletableFuture.failedFuture(
                    new EventStoreUnavailableException(MAX_WAITING + " appends are waiting"));
        }
        Pending pending = new Pending(request, new CompletableFuture<>());
        waiting.add(pending);
        sendIfIdle();
        return pending.reply();
    }

    /** How many appends gather at the moment. */
    int waiting() {
        return waitingCount.get();
    }

    private void sendIfIdle() {
        while (!waiting.isEmpty() && underWay.compareAndSet(false, true)) {
            List<Pending> batch = take();
            if (batch.isEmpty()) {
                underWay.set(false);
            } else {
                send(batch, true);
                return;
            }
        }
    }

    private List<Pending> take() {
        List<Pending> batch = new ArrayList<>();
        Pending next;
        while (batch.size() < MAX_BATCH && (next = waiting.poll()) != null) {
            waitingCount.decrementAndGet();
            batch.add(next);
        }
        return batch;
    }

    /**
     * @param loading whether the functions may be brought to the node if it lacks them
     */
    private void send(List<Pending> batch, boolean loading) {
        List<Object> keys = new ArrayList<>(shardKeys);
        List<Object> arguments = new ArrayList<>();
        arguments.add(header());
        batch.forEach(pending -> pending.request().addTo(keys, arguments));
        RBatch call = redisson.createBatch(options);
        long startNanos = System.nanoTime();
        RFuture<List<Object>> replies =
                call.getFunction(ByteArrayCodec.INSTANCE)
                        .callAsync(
                                shardKeys.getFirst(),
                                FunctionMode.WRITE,
                                FUNCTION,
                                FunctionResult.LIST,
                                keys,
                                arguments.toArray());
        call.executeAsync()
                .whenComplete(
                        (all, failure) -> {
                            if (loading && failure != null && FunctionLibrary.isMissing(failure)) {
                                // Nothing was run, so it may be sent again.
                                library.load().whenComplete((done, e) -> send(batch, false));
                                return;
                            }
                            underWay.set(false);
                            // Those that wait go first, and Valkey works while these are told.
                            sendIfIdle();
                            observer.returned(
                                    batch.size(), Duration.ofNanos(System.nanoTime() - startNanos));
                            Throwable lacking = failure != null ? failure : lackOfReplicas(all);
                            complete(batch, replies.toCompletableFuture(), lacking);
                        });
    }

    /** What a call says before its appends. */
    private byte[] header() {
        MessagePackWriter header = new MessagePackWriter();
        header.array(3);
        header.epoch(Epoch.random());
        header.number(given.upTo());
        header.number(replicas == 0 ? 0 : 1);
        return header.toByteArray();
    }

    private static BatchOptions options(EventStoreSettings settings) {
        // A retry inside the client could append twice what Valkey took but did not answer.
        BatchOptions options = BatchOptions.defaults().retryAttempts(0);
        return settings.replicas() == 0
                ? options
                : options.sync(settings.replicas(), settings.replicasTimeout());
    }

    private @Nullable Throwable lackOfReplicas(BatchResult<?> all) {
        return all.getSyncedSlaves() >= replicas
                ? null
                : new EventStoreUnavailableException(
                        "it is written, but only %d of %d replicas say that they have it: send it again"
                                .formatted(all.getSyncedSlaves(), replicas));
    }

    private void complete(
            List<Pending> batch,
            CompletableFuture<List<Object>> replies,
            @Nullable Throwable failure) {
        if (replies.isDone() && !replies.isCompletedExceptionally()) {
            List<AppendReply> answers = AppendReply.of(replies.join());
            // Others may have read what is not acknowledged: its numbers are given out, too.
            answers.forEach(answer -> given.saw(answer.head()));
            if (failure == null) {
                for (int i = 0; i < batch.size(); i++) {
                    batch.get(i).reply().complete(answers.get(i));
                }
                return;
            }
        }
        @Nullable Throwable cause =
                replies.isCompletedExceptionally() ? replies.exceptionNow() : failure;
        EventStoreUnavailableException unavailable =
                new EventStoreUnavailableException(
                        "an append is not acknowledged: " + ShardReader.brief(cause), cause);
        batch.forEach(pending -> pending.reply().completeExceptionally(unavailable));
    }
}
