package io.nodepulse.events.store.append;

import io.nodepulse.events.Epoch;
import io.nodepulse.events.store.epoch.GivenNumbers;
import io.nodepulse.events.store.valkey.EventStoreUnavailableException;
import io.nodepulse.events.store.valkey.FunctionLibrary;
import io.nodepulse.events.store.valkey.ShardKeys;
import io.nodepulse.events.store.valkey.ValkeyReply;

import org.jspecify.annotations.Nullable;
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
public final class AppendPipeline {

    /** At most this many appends travel together. */
    private static final int MAX_BATCH = 256;

    /** At most this many wait; one more is refused as if Valkey were away: it cannot keep up. */
    private static final int MAX_WAITING = 8192;

    private static final String FUNCTION = FunctionLibrary.function("append");

    private record Pending(AppendRequest request, CompletableFuture<AppendReply> reply) {}

    private final RedissonClient redisson;
    private final List<String> shardKeys;
    private final AwaitedReplicas replicas;
    private final AppendObserver observer;
    private final FunctionLibrary library;
    private final GivenNumbers given;
    private final Queue<Pending> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingCount = new AtomicInteger();
    private final AtomicBoolean underWay = new AtomicBoolean();

    public AppendPipeline(
            RedissonClient redisson,
            ShardKeys keys,
            AwaitedReplicas replicas,
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
        this.replicas = replicas;
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
        RBatch call = redisson.createBatch(replicas.options());
        long startNanos = System.nanoTime();
        List<GivenNumbers.Highest> older = given.before();
        GivenNumbers.Highest highest = given.highest();
        older.forEach(each -> append(List.of(), each, call));
        RFuture<List<Object>> replies = append(batch, highest, call);
        call.executeAsync()
                .whenComplete(
                        (all, failure) -> {
                            if (loading && failure != null && FunctionLibrary.isMissing(failure)) {
                                // Nothing was run, so it may be sent again.
                                library.load().whenComplete((done, e) -> send(batch, false));
                            } else {
                                if (failure == null) {
                                    given.told(older, highest);
                                }
                                returned(
                                        batch,
                                        startNanos,
                                        replies.toCompletableFuture(),
                                        failure != null ? failure : replicas.lack(all));
                            }
                        });
    }

    /**
     * Puts the appends into the call; their replies come when that is sent. Without any, Valkey is
     * only told what is known.
     */
    private RFuture<List<Object>> append(
            List<Pending> batch, GivenNumbers.Highest known, RBatch call) {
        List<Object> keys = new ArrayList<>(shardKeys);
        List<Object> arguments = new ArrayList<>();
        arguments.add(header(known));
        batch.forEach(pending -> pending.request().addTo(keys, arguments));
        return call.getFunction(ByteArrayCodec.INSTANCE)
                .callAsync(
                        shardKeys.getFirst(),
                        FunctionMode.WRITE,
                        FUNCTION,
                        FunctionResult.LIST,
                        keys,
                        arguments.toArray());
    }

    private void returned(
            List<Pending> batch,
            long startNanos,
            CompletableFuture<List<Object>> replies,
            @Nullable Throwable lacking) {
        List<AppendReply> answers = List.of();
        try {
            answers = answers(replies);
            // The next call says so: a store that went back must hear it.
            answers.forEach(answer -> given.saw(answer.head(), answer.epoch()));
        } finally {
            underWay.set(false);
        }
        // Those that wait go first, and Valkey works while these are told.
        sendIfIdle();
        observer.returned(batch.size(), Duration.ofNanos(System.nanoTime() - startNanos));
        complete(batch, answers, lacking, replies);
    }

    /** What a call says before its appends. */
    private byte[] header(GivenNumbers.Highest known) {
        MessagePackWriter header = new MessagePackWriter();
        header.array(4);
        header.epoch(Epoch.random());
        header.number(known.upTo());
        header.number(replicas.areAwaited() ? 1 : 0);
        header.epoch(known.epoch());
        return header.toByteArray();
    }

    /** What the functions answered, acknowledged or not; empty if nothing. */
    private static List<AppendReply> answers(CompletableFuture<List<Object>> replies) {
        return replies.isDone() && !replies.isCompletedExceptionally()
                ? AppendReply.of(replies.join())
                : List.of();
    }

    private void complete(
            List<Pending> batch,
            List<AppendReply> answers,
            @Nullable Throwable lacking,
            CompletableFuture<List<Object>> replies) {
        if (lacking == null && !answers.isEmpty()) {
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).reply().complete(answers.get(i));
            }
            return;
        }
        @Nullable Throwable cause =
                replies.isCompletedExceptionally() ? replies.exceptionNow() : lacking;
        EventStoreUnavailableException unavailable =
                new EventStoreUnavailableException(
                        "an append is not acknowledged: " + ValkeyReply.brief(cause), cause);
        batch.forEach(pending -> pending.reply().completeExceptionally(unavailable));
    }
}
