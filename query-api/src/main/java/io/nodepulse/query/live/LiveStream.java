package io.nodepulse.query.live;

import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/**
 * One watcher. What it has not been sent yet is kept as the newest scrape per server, so a slow
 * watcher holds at most one entry per server, and nobody waits for it. Thread-safe.
 */
final class LiveStream {

    /** No time limit: a stream ends when either side leaves. */
    private static final long FOREVER = 0;

    private final SseEmitter emitter = new SseEmitter(FOREVER);
    private final Executor senders;
    private final BiFunction<Integer, Instant, Record> data;
    private final BooleanSupplier mayRead;
    private final Map<Integer, Long> pending = new ConcurrentHashMap<>();
    private final AtomicBoolean sending = new AtomicBoolean();

    /**
     * @param senders runs what may block on the watcher's connection
     * @param data of the event for a server's key and its newest scrape
     * @param mayRead whether the watcher is still let in; may block
     */
    LiveStream(
            Executor senders, BiFunction<Integer, Instant, Record> data, BooleanSupplier mayRead) {
        this.senders = senders;
        this.data = data;
        this.mayRead = mayRead;
    }

    SseEmitter emitter() {
        return emitter;
    }

    void scraped(int serverKey, long asOfMillis) {
        pending.merge(serverKey, asOfMillis, Math::max);
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
            for (Integer serverKey : pending.keySet()) {
                Long asOfMillis = pending.remove(serverKey);
                if (asOfMillis != null) {
                    Instant asOf = Instant.ofEpochMilli(asOfMillis);
                    send(
                            SseEmitter.event()
                                    .name("scrape")
                                    .data(data.apply(serverKey, asOf), MediaType.APPLICATION_JSON));
                }
            }
            sending.set(false);
        } while (!pending.isEmpty() && sending.compareAndSet(false, true));
    }

    private void send(SseEmitter.SseEventBuilder event) {
        try {
            emitter.send(event);
        } catch (IOException | IllegalStateException e) {
            emitter.completeWithError(e);
        }
    }
}
