package io.nodepulse.projections.stream;

import io.nodepulse.events.ShardToken;
import io.nodepulse.events.store.stream.TrackedStream;

import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.UnableToClaimTokenException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * One run of a shard's processor, on a thread of its own: claims the shard, follows its stream from
 * the stored token on, a batch at a time, and after any failure begins again with the claim. So
 * there is one stream, one position and one that moves it. Ends when it is told to.
 */
final class ShardFollower implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(ShardFollower.class);

    /** Half of what makes others take the shard over. */
    private static final Duration SIGN_OF_LIFE = Tokens.CLAIM_TIMEOUT.dividedBy(2);

    private static final Duration BETWEEN_CLAIMS = Duration.ofSeconds(5);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(500);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(10);

    private final String processor;
    private final ShardSource source;
    private final ShardClaim claim;
    private final BatchTransactions batches;
    private final int batchEvents;

    private final CountDownLatch ending = new CountDownLatch(1);
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Semaphore news = new Semaphore(0);
    private volatile @Nullable TrackedStream following;
    private Duration backoff = FIRST_BACKOFF;

    /**
     * @param processor the name that its token is stored under
     * @param batchEvents see {@link Batch#take}
     */
    ShardFollower(
            String processor,
            ShardSource source,
            ShardClaim claim,
            BatchTransactions batches,
            int batchEvents) {
        this.processor = processor;
        this.source = source;
        this.claim = claim;
        this.batches = batches;
        this.batchEvents = batchEvents;
    }

    /** The stream that it follows, null while it does not hold the shard. */
    @Nullable TrackedStream following() {
        return following;
    }

    boolean isEnding() {
        return ending.getCount() == 0;
    }

    /** Ends after the batch that is under way; the future completes then. */
    CompletableFuture<Void> end() {
        ending.countDown();
        news.release();
        return ended;
    }

    @Override
    public void run() {
        try {
            while (!isEnding()) {
                ending.await(attempt().toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            log.error("{} was interrupted, and ends", processor);
            Thread.currentThread().interrupt();
        } finally {
            ending.countDown();
            ended.complete(null);
        }
    }

    /**
     * Follows the stream for as long as nothing fails; how long to wait before the next attempt.
     */
    private Duration attempt() throws InterruptedException {
        try {
            Optional<ShardToken> token = claim.take();
            if (token.isEmpty()) {
                return BETWEEN_CLAIMS;
            }
            log.info("{} holds the shard, and goes on after {}", processor, token.get().sequence());
            try {
                follow(token.get());
            } finally {
                release();
            }
            return Duration.ZERO;
        } catch (UnableToClaimTokenException e) {
            log.info("{} was taken over by another instance", processor);
            return BETWEEN_CLAIMS;
        } catch (RuntimeException | Error e) {
            return failed(e);
        }
    }

    private void follow(ShardToken token) throws InterruptedException {
        MessageStream<EventMessage> stream = source.after(token);
        try {
            following = (TrackedStream) stream;
            stream.setCallback(news::release);
            long lifeShown = System.nanoTime();
            while (!isEnding()) {
                news.drainPermits();
                Optional<Batch> batch = Batch.take(stream, batchEvents);
                if (batch.isPresent()) {
                    batches.commit(batch.get());
                    backoff = FIRST_BACKOFF;
                    lifeShown = System.nanoTime();
                } else if (stream.isCompleted()) {
                    throw new IllegalStateException(
                            "the stream has ended", stream.error().orElse(null));
                } else if (!awaitNews(lifeShown)) {
                    claim.extend();
                    lifeShown = System.nanoTime();
                }
            }
        } finally {
            following = null;
            stream.close();
        }
    }

    /** Whether there is news before a sign of life is due. */
    private boolean awaitNews(long lifeShown) throws InterruptedException {
        long nanos = SIGN_OF_LIFE.toNanos() - (System.nanoTime() - lifeShown);
        return news.tryAcquire(nanos, TimeUnit.NANOSECONDS);
    }

    private void release() {
        try {
            claim.release();
        } catch (RuntimeException e) {
            log.debug("{}: others have to wait until the claim is too old", processor, e);
        }
    }

    private Duration failed(Throwable error) {
        Duration wait = backoff;
        if (wait.equals(FIRST_BACKOFF)) {
            log.warn("{} failed, and begins again after {}", processor, wait, error);
        } else {
            log.warn("{} failed again, next after {}: {}", processor, wait, error.toString());
        }
        Duration doubled = wait.multipliedBy(2);
        backoff = doubled.compareTo(LONGEST_BACKOFF) < 0 ? doubled : LONGEST_BACKOFF;
        return wait;
    }
}
