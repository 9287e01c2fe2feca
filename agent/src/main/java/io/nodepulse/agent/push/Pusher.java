package io.nodepulse.agent.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.agent.buffer.ScrapeBuffer;
import io.nodepulse.agent.http.HttpConnection;
import io.nodepulse.agent.lifecycle.StopSignal;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.zip.DataFormatException;

/**
 * Sends the buffer's scrapes, oldest first, over one connection, on a thread of its own. A batch is
 * forgotten once the server has it, sent again while the server may still take it, and dropped when
 * the server says that it never will.
 */
public final class Pusher implements Runnable {

    /** JSON of one request; a server refuses bodies that are much larger. */
    static final long MAX_JSON_BYTES = 2L * 1024 * 1024;

    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(1);
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final int MAX_ANSWER = 16 * 1024;

    private final ScrapeBuffer buffer;
    private final PushTarget target;
    private final HttpConnection connection;
    private final Duration timeout;
    private final int batchSize;
    private final PushStats stats;
    private final Backoff backoff;
    private final PayloadWriter payload = new PayloadWriter();
    private int sizeLimit;
    private @Nullable String authorization;
    private final StopSignal stop = new StopSignal();
    private final PushLog log;

    /** When sending ends, in milliseconds of {@link System#nanoTime}; set before the signal. */
    private volatile long stopAt = Long.MAX_VALUE;

    /** A pusher that sends at most that many scrapes at once, each request within the timeout. */
    public Pusher(
            ScrapeBuffer buffer,
            PushTarget target,
            HttpConnection connection,
            Duration timeout,
            int batchSize,
            PushStats stats) {
        this(
                buffer,
                target,
                connection,
                timeout,
                batchSize,
                stats,
                new Backoff(FIRST_BACKOFF, LONGEST_BACKOFF, new Random()));
    }

    Pusher(
            ScrapeBuffer buffer,
            PushTarget target,
            HttpConnection connection,
            Duration timeout,
            int batchSize,
            PushStats stats,
            Backoff backoff) {
        this.buffer = buffer;
        this.target = target;
        this.connection = connection;
        this.timeout = timeout;
        this.batchSize = batchSize;
        this.sizeLimit = batchSize;
        this.stats = stats;
        this.backoff = backoff;
        this.log = new PushLog(stats, target.target());
    }

    /** Sends until {@link #stop}. */
    @Override
    public void run() {
        buffer.setDraining(false);
        try {
            while (!isOver()) {
                boolean stopping = stop.isStopped();
                Duration timeout = stopping ? Duration.ZERO : TIMEOUT;
                ScrapeBuffer.Batch batch = buffer.next(sizeLimit, MAX_JSON_BYTES, timeout);
                if (batch != null) {
                    handle(batch, send(batch));
                } else if (stopping) {
                    break;
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            connection.close();
            payload.close();
        }
    }

    /**
     * Ends sending: what the server takes within that time is still sent, but nothing is tried
     * again.
     */
    public void stop(Duration grace) {
        stopAt = System.nanoTime() / 1_000_000 + grace.toMillis();
        stop.stop();
        buffer.setDraining(true);
    }

    private boolean isOver() {
        return stop.isStopped() && System.nanoTime() / 1_000_000 >= stopAt;
    }

    private PushOutcome send(ScrapeBuffer.Batch batch) {
        stats.requests().incrementAndGet();
        try {
            GzipStream body = payload.write(batch.scrapes());
            if (authorization == null) {
                authorization = target.readAuthorization();
            }
            byte[] head = target.requestHead(authorization, body.length());
            connection.exchange(head, body.bytes(), body.length(), timeout);
            String answer = new String(connection.body().readNBytes(MAX_ANSWER), UTF_8);
            stats.bytesSent().addAndGet(body.length());
            return log.answered(connection.status(), answer, batch.scrapes().size());
        } catch (DataFormatException e) {
            log.failed("scrape in the buffer cannot be unpacked: " + e.getMessage());
            return PushOutcome.REFUSED;
        } catch (IOException e) {
            log.failed(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
            return authorization == null ? PushOutcome.UNAUTHORIZED : PushOutcome.RETRY;
        } finally {
            connection.finish();
        }
    }

    private void handle(ScrapeBuffer.Batch batch, PushOutcome outcome) throws InterruptedException {
        switch (outcome) {
            case DELIVERED -> forget(batch);
            case REFUSED -> drop(batch);
            case TOO_LARGE -> {
                sizeLimit = Math.max(1, batch.scrapes().size() / 2);
                if (batch.scrapes().size() == 1) {
                    drop(batch);
                }
            }
            case UNAUTHORIZED -> {
                authorization = null;
                buffer.spill();
                pause(backoff.afterRefusal());
            }
            case RETRY -> {
                buffer.spill();
                String retryAfter = connection.retryAfter();
                pause(backoff.afterFailure(retryAfter, System.currentTimeMillis()));
            }
        }
    }

    private void forget(ScrapeBuffer.Batch batch) {
        if (stats.lastAnswer().rejected() == 0) {
            buffer.taken(batch);
        } else {
            buffer.confirm(batch);
        }
        backoff.reset();
        // Slowly, because a server that found a batch too large will find the next so.
        sizeLimit = Math.min(batchSize, sizeLimit + 1);
    }

    private void drop(ScrapeBuffer.Batch batch) {
        stats.refused(batch.scrapes().size());
        buffer.confirm(batch);
    }

    /** Waits before the same batch is sent again; a stop ends the wait and all sending. */
    private void pause(Duration wait) throws InterruptedException {
        if (stop.await(wait.toMillis())) {
            stopAt = Long.MIN_VALUE;
        }
    }
}
