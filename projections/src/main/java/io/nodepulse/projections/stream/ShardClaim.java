package io.nodepulse.projections.stream;

import static org.axonframework.common.FutureUtils.joinAndUnwrap;

import io.nodepulse.events.ShardToken;

import org.axonframework.messaging.eventhandling.processing.streaming.segmenting.Segment;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.TokenStore;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.UnableToClaimTokenException;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * This instance's claim on one shard of a projection, in Axon's token store. Of all instances that
 * ask for it one has it, until it gives it back or shows no sign of life for {@link
 * Tokens#CLAIM_TIMEOUT}; who was too late for that may find that another one has moved the token. A
 * shard is one segment. Thread-safe.
 */
final class ShardClaim {

    private final String processor;
    private final TokenStore store;
    private final TransactionTemplate transactions;
    private final Supplier<CompletableFuture<TrackingToken>> first;

    /**
     * @param processor the name that the token is stored under
     * @param first the token to begin with where none is stored
     */
    ShardClaim(
            String processor,
            TokenStore store,
            TransactionTemplate transactions,
            Supplier<CompletableFuture<TrackingToken>> first) {
        this.processor = processor;
        this.store = store;
        this.transactions = transactions;
        this.first = first;
    }

    /** Stores the first token, unless one is stored. */
    void create() {
        try {
            transactions.executeWithoutResult(
                    status -> {
                        if (isMissing()) {
                            TrackingToken token = joinAndUnwrap(first.get());
                            joinAndUnwrap(store.initializeTokenSegments(processor, 1, token, null));
                        }
                    });
        } catch (UnableToClaimTokenException e) {
            // Two that do so at a time are fine, anything else that went wrong is not.
            if (Objects.requireNonNull(transactions.execute(status -> isMissing()))) {
                throw new IllegalStateException(processor + ": its token cannot be stored", e);
            }
        }
    }

    private boolean isMissing() {
        return Objects.requireNonNull(joinAndUnwrap(store.fetchSegments(processor, null)))
                .isEmpty();
    }

    /**
     * The stored token; empty while another instance has the claim, which is not waited for.
     *
     * @throws IllegalStateException if there is no token, as where a rebuild was cancelled
     */
    Optional<ShardToken> take() {
        try {
            return Objects.requireNonNull(
                    transactions.execute(
                            status ->
                                    isFree()
                                            ? Optional.of(fetch())
                                            : Optional.<ShardToken>empty()));
        } catch (UnableToClaimTokenException e) {
            return Optional.empty();
        }
    }

    /** Asked without a lock, on which one would wait for the holder's batch. */
    private boolean isFree() {
        List<Segment> free = joinAndUnwrap(store.fetchAvailableSegments(processor, null));
        if (Objects.requireNonNull(free).isEmpty() && isMissing()) {
            throw new IllegalStateException(processor + " has no token any more");
        }
        return !free.isEmpty();
    }

    private ShardToken fetch() {
        return ShardToken.of(
                joinAndUnwrap(store.fetchToken(processor, Segment.ROOT_SEGMENT, null)));
    }

    /**
     * Stores the token, in the transaction of the calling thread, which has looked at the claim.
     */
    void store(ShardToken token) {
        joinAndUnwrap(store.storeToken(token, processor, segment(), null));
    }

    /**
     * A sign of life. It takes a claim back that was lost meanwhile, if nobody has moved the token.
     *
     * @throws UnableToClaimTokenException if another instance has taken the claim over, or has had
     *     it
     */
    void extend(ShardToken at) {
        transactions.executeWithoutResult(
                status -> {
                    long stored = fetch().sequence();
                    if (stored != at.sequence()) {
                        throw new UnableToClaimTokenException(
                                "the token of %s is at %d, not at %d"
                                        .formatted(processor, stored, at.sequence()));
                    }
                });
    }

    /** Gives the claim back; nothing happens where another instance has it. */
    void release() {
        transactions.executeWithoutResult(
                status -> joinAndUnwrap(store.releaseClaim(processor, segment(), null)));
    }

    private static int segment() {
        return Segment.ROOT_SEGMENT.getSegmentId();
    }
}
