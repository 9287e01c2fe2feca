package io.nodepulse.agent.push;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What happened at the server since the agent started; written by the pusher, read by any thread.
 */
public final class PushStats {

    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong scrapesDelivered = new AtomicLong();
    private final AtomicLong scrapesRefused = new AtomicLong();
    private final AtomicLong bytesSent = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong duplicates = new AtomicLong();
    private final AtomicLong rejected = new AtomicLong();
    private volatile AnswerCounts lastAnswer = new AnswerCounts(0, 0, 0);
    private volatile long lastDeliveryMillis;
    private volatile String lastError = "";
    private volatile String lastRefusal = "";

    /** Requests that were begun. */
    public AtomicLong requests() {
        return requests;
    }

    /** Requests that did not deliver their batch. */
    public AtomicLong failures() {
        return failures;
    }

    /** Scrapes that the server has. */
    public AtomicLong scrapesDelivered() {
        return scrapesDelivered;
    }

    /** Scrapes dropped because the server will never take them. */
    public AtomicLong scrapesRefused() {
        return scrapesRefused;
    }

    /** Bytes of compressed bodies. */
    public AtomicLong bytesSent() {
        return bytesSent;
    }

    /** Samples that the server said it accepted. */
    public AtomicLong accepted() {
        return accepted;
    }

    /** Samples that the server said it had already. */
    public AtomicLong duplicates() {
        return duplicates;
    }

    /** Samples that the server said it refused. */
    public AtomicLong rejected() {
        return rejected;
    }

    /** When the server last took a batch, milliseconds since 1970; 0 where it never did. */
    public long lastDeliveryMillis() {
        return lastDeliveryMillis;
    }

    /** Why the last request failed; empty after a delivery. */
    public String lastError() {
        return lastError;
    }

    /** What the server last said of a batch that it took. */
    AnswerCounts lastAnswer() {
        return lastAnswer;
    }

    void delivered(long atMillis, int scrapes, AnswerCounts answer) {
        lastAnswer = answer;
        scrapesDelivered.addAndGet(scrapes);
        accepted.addAndGet(answer.accepted());
        duplicates.addAndGet(answer.duplicates());
        rejected.addAndGet(answer.rejected());
        lastDeliveryMillis = atMillis;
        lastError = "";
    }

    /** Why the server last refused scrapes for ever; empty where it never did. */
    public String lastRefusal() {
        return lastRefusal;
    }

    void refused(int scrapes) {
        scrapesRefused.addAndGet(scrapes);
        lastRefusal = lastError;
    }

    void failed(String reason) {
        failures.incrementAndGet();
        lastError = reason;
    }
}
