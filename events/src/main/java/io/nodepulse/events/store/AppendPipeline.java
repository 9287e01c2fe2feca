package io.nodepulse.events.store;

import org.jspecify.annotations.Nullable;
import org.redisson.api.BatchOptions;
import org.redisson.api.BatchResult;
import org.redisson.api.FunctionMode;
import org.redisson.api.FunctionResult;
import org.redisson.api.RBatch;
import org.redisson.api.RFunctionAsync;
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
 * Group commit: while one pipeline of appends is at Valkey, the next ones gather, and go together
 * when it returns. Appends that travel together share one fsync. Order is kept. Thread-safe.
 */
final class AppendPipeline {

    /** At most this many appends travel together. */
    private static final int MAX_BATCH = 256;

    /** At most this many wait; one more is refused as if Valkey were away: it cannot keep up. */
    private static final int MAX_WAITING = 8192;

    private static final String FUNCTION = "nodepulse_append";

    private record Pending(AppendRequest request, CompletableFuture<AppendReply> reply) {}

    private final RedissonClient redisson;
    private final String routingKey;
    private final int replicas;
    private final Duration timeout;
    private final Queue<Pending> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingCount = new AtomicInteger();
    private final AtomicBoolean underWay = new AtomicBoolean();

    AppendPipeline(RedissonClient redisson, ShardKeys keys, EventStoreSettings settings) {
        this.redisson = redisson;
        this.routingKey = keys.events();
        this.replicas = settings.replicas();
        this.timeout = settings.timeout();
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

    private void sendIfIdle() {
        while (!waiting.isEmpty() && underWay.compareAndSet(false, true)) {
            List<Pending> batch = take();
            if (batch.isEmpty()) {
                underWay.set(false);
            } else {
                send(batch);
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

    private void send(List<Pending> batch) {
        List<RFuture<List<Long>>> answers = new ArrayList<>(batch.size());
        RBatch pipeline = redisson.createBatch(options());
        RFunctionAsync functions = pipeline.getFunction(ByteArrayCodec.INSTANCE);
        for (Pending pending : batch) {
            answers.add(
                    functions.callAsync(
                            routingKey,
                            FunctionMode.WRITE,
                            FUNCTION,
                            FunctionResult.LIST,
                            pending.request().keys(),
                            pending.request().arguments()));
        }
        pipeline.executeAsync()
                .whenComplete(
                        (all, failure) -> {
                            underWay.set(false);
                            Throwable lacking = failure != null ? failure : lackOfReplicas(all);
                            for (int i = 0; i < batch.size(); i++) {
                                complete(batch.get(i), answers.get(i), lacking);
                            }
                            sendIfIdle();
                        });
    }

    private BatchOptions options() {
        // A retry inside the client could append twice what Valkey took but did not answer.
        BatchOptions options = BatchOptions.defaults().retryAttempts(0);
        return replicas == 0 ? options : options.sync(replicas, timeout);
    }

    private @Nullable Throwable lackOfReplicas(BatchResult<?> all) {
        return all.getSyncedSlaves() >= replicas
                ? null
                : new EventStoreUnavailableException(
                        "%d of %d replicas have it".formatted(all.getSyncedSlaves(), replicas));
    }

    private static void complete(
            Pending pending, RFuture<List<Long>> answer, @Nullable Throwable failure) {
        CompletableFuture<List<Long>> reply = answer.toCompletableFuture();
        if (failure == null && reply.isDone() && !reply.isCompletedExceptionally()) {
            pending.reply().complete(AppendReply.of(reply.join()));
        } else {
            @Nullable Throwable cause =
                    reply.isCompletedExceptionally() ? reply.exceptionNow() : failure;
            pending.reply()
                    .completeExceptionally(
                            new EventStoreUnavailableException(
                                    "Valkey did not take an append: " + cause, cause));
        }
    }
}
