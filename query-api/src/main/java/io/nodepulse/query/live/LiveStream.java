package io.nodepulse.query.live;

import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * One watcher. What it has not been sent yet is kept as the newest scrape per server, so a slow
 * watcher holds at most two entries per server, and nobody waits for it. Thread-safe.
 */
final class LiveStream {

    /** No time limit: a stream ends when either side leaves. */
    private static final long FOREVER = 0;

    private final SseEmitter emitter = new SseEmitter(FOREVER);
    private final Executor senders;
    private final BiFunction<Integer, Instant, Record> data;
    private final BooleanSupplier mayRead;
    private final IntFunction<Record> change;
    private final WatchedServers watched;
    private final Map<Integer, Long> pending = new ConcurrentHashMap<>();
    private final Set<Integer> changed = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean sending = new AtomicBoolean();

    /**
     * @param senders runs what may block on the watcher's connection
     * @param data of the event for a server's key and its newest scrape
     * @param change data of the event for the key of a server that was renamed, tagged or removed
     * @param watched the servers that the watcher may be told of
     * @param mayRead whether the watcher is still let in; may block
     */
    LiveStream(
            Executor senders,
            BiFunction<Integer, Instant, Record> data,
            IntFunction<Record> change,
            WatchedServers watched,
            BooleanSupplier mayRead) {
        this.senders = senders;
        this.data = data;
        this.change = change;
        this.watched = watched;
        this.mayRead = mayRead;
    }

    SseEmitter emitter() {
        return emitter;
    }

    void scraped(int serverKey, long asOfMillis) {
        pending.merge(serverKey, asOfMillis, Math::max);
        wake();
    }

    void changed(int serverKey) {
        changed.add(serverKey);
        wake();
    }

    private void wake() {
        if (sending.compareAndSet(false, true)) {
            senders.execute(this::sendPending);
        }
    }

    /** Says that the stream is alive; ends it where the watcher is no longer let in. */
    void beat() {
        senders.execute(
                () -> {
                    if (mayRead.getAsBoolean()) {
                        send(SseEmitter.event().comment("alive"));
                    } else {
                        close();
                    }
                });
    }

    void close() {
        emitter.complete();
    }

    private void sendPending() {
        do {
            Optional<IntPredicate> shown = watched.now();
            if (shown.isEmpty()) {
                // The watcher polls, and is refused or answered there.
                close();
                return;
            }
            sendChanges(shown.get());
            sendScrapes(shown.get());
            sending.set(false);
        } while (hasPending() && sending.compareAndSet(false, true));
    }

    private boolean hasPending() {
        return !pending.isEmpty() || !changed.isEmpty();
    }

    private void sendChanges(IntPredicate shown) {
        for (Integer serverKey : changed) {
            changed.remove(serverKey);
            if (shown.test(serverKey) || watched.leave(serverKey)) {
                send("server", change.apply(serverKey));
            }
        }
    }

    private void sendScrapes(IntPredicate shown) {
        for (Integer serverKey : pending.keySet()) {
            Long asOfMillis = pending.remove(serverKey);
            if (asOfMillis != null && shown.test(serverKey)) {
                send("scrape", data.apply(serverKey, Instant.ofEpochMilli(asOfMillis)));
            }
        }
    }

    private void send(String name, Record event) {
        send(SseEmitter.event().name(name).data(event, MediaType.APPLICATION_JSON));
    }

    private void send(SseEmitter.SseEventBuilder event) {
        try {
            emitter.send(event);
        } catch (IOException | IllegalStateException e) {
            emitter.completeWithError(e);
        }
    }
}
