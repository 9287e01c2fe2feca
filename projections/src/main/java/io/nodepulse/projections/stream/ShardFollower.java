package io.nodepulse.projections.stream;

import io.nodepulse.events.ShardToken;
import io.nodepulse.events.store.read.ArchivedStretch;
import io.nodepulse.events.store.read.NeededBlocks;
import io.nodepulse.events.store.read.UnreadableStretchException;
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
import java.util.function.Supplier;

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
    private final NeededBlocks needed;
    private final int batchEvents;
    private final Semaphore atATime;

    private final CountDownLatch ending = new CountDownLatch(1);
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Semaphore news = new Semaphore(0);
    private volatile @Nullable TrackedStream following;
    private volatile @Nullable Throwable failure;
    private boolean created;
    private ShardToken position = ShardToken.of(null);
    private long lifeShown;
    private Duration backoff = FIRST_BACKOFF;

    /**
     * @param processor the name that its token is stored under
     * @param needed which blocks of segments are read
     * @param batchEvents see {@link Batch#take}
     * @param atATime a permit per batch of all shards that may be under way
     */
    ShardFollower(
            String processor,
            ShardSource source,
            ShardClaim claim,
            BatchTransactions batches,
            NeededBlocks needed,
            int batchEvents,
            Semaphore atATime) {
        this.processor = processor;
        this.source = source;
        this.claim = claim;
        this.batches = batches;
        this.needed = needed;
        this.batchEvents = batchEvents;
        this.atATime = atATime;
    }

    /** The stream that it follows, null while it does not hold the shard. */
    @Nullable TrackedStream following() {
        return following;
    }

    /** What it failed with, until something succeeds or another instance has the shard. */
    @Nullable Throwable failure() {
        return failure;
    }

    boolean isEnding() {
        return ending.getCount() == 0;
    }

    /** Completes when the thread has nothing left to do. */
    CompletableFuture<Void> ended() {
        return ended;
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
            createOnce();
            Optional<ShardToken> token = claim.take();
            if (token.isPresent()) {
                followClaimed(token.get());
                return Duration.ZERO;
            }
        } catch (UnableToClaimTokenException e) {
            log.info("{} was taken over: {}", processor, e.getMessage());
        } catch (RuntimeException | Error e) {
            return failed(e);
        }
        failure = null;
        return BETWEEN_CLAIMS;
    }

    /** Once in a run: a token that goes later is one of a rebuild that has ended. */
    private void createOnce() {
        if (!created) {
            claim.create();
            created = true;
        }
    }

    private void followClaimed(ShardToken token) throws InterruptedException {
        log.info("{} holds the shard, and goes on after {}", processor, token.sequence());
        try {
            position = token;
            batches.claimed(token.sequence());
            lifeShown = System.nanoTime();
            takeArchived();
            follow(source.after(position));
        } finally {
            release();
        }
    }

    /** What segments have comes first, a segment in a transaction, as long as one goes on. */
    private void takeArchived() throws InterruptedException {
        following = TrackedStream.NOTHING_BEYOND;
        try {
            Optional<ArchivedStretch> next = source.stretchAfter(position);
            while (next.isPresent() && !isEnding()) {
                ArchivedStretch stretch = next.get();
                if (commitNext(() -> Batch.of(stretch, source.wanted(), needed, batchEvents))) {
                    next = source.stretchAfter(position);
                }
            }
        } catch (UnreadableStretchException e) {
            log.warn("{} reads on in the order of the shard: {}", processor, e.getMessage());
        } finally {
            following = null;
        }
    }

    private void follow(MessageStream<EventMessage> stream) throws InterruptedException {
        try {
            following = (TrackedStream) stream;
            stream.setCallback(news::release);
            while (!isEnding()) {
                news.drainPermits();
                if (stream.hasNextAvailable()) {
                    commitNext(() -> Batch.take(stream, batchEvents));
                } else if (stream.isCompleted()) {
                    throw new IllegalStateException(
                            "the stream has ended", stream.error().orElse(null));
                } else if (!news.tryAcquire(untilLifeIsDue(), TimeUnit.NANOSECONDS)) {
                    showLife();
                }
            }
        } finally {
            following = null;
            stream.close();
        }
    }

    /** A batch, once it is its turn; false if a sign of life is due before. */
    private boolean commitNext(Supplier<Batch> next) throws InterruptedException {
        if (!atATime.tryAcquire(untilLifeIsDue(), TimeUnit.NANOSECONDS)) {
            showLife();
            return false;
        }
        try {
            Batch batch = next.get();
            batches.commit(batch);
            position = batch.token();
            succeeded();
            return true;
        } finally {
            atATime.release();
        }
    }

    private long untilLifeIsDue() {
        return SIGN_OF_LIFE.toNanos() - (System.nanoTime() - lifeShown);
    }

    private void showLife() {
        claim.extend(position);
        succeeded();
    }

    private void succeeded() {
        lifeShown = System.nanoTime();
        backoff = FIRST_BACKOFF;
        failure = null;
    }

    private void release() {
        try {
            claim.release();
        } catch (RuntimeException e) {
            log.debug("{}: others have to wait until the claim is too old", processor, e);
        }
    }

    private Duration failed(Throwable error) {
        failure = error;
        Duration wait = backoff;
        Duration doubled = wait.multipliedBy(2);
        backoff = doubled.compareTo(LONGEST_BACKOFF) < 0 ? doubled : LONGEST_BACKOFF;
        if (wait.equals(FIRST_BACKOFF)) {
            log.warn("{} failed, and begins again after {}", processor, wait, error);
        } else {
            log.warn("{} failed again, next after {}: {}", processor, wait, error.toString());
        }
        return wait;
    }
}
