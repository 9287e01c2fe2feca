package io.nodepulse.projections.stream;

import static org.axonframework.common.FutureUtils.joinAndUnwrap;

import io.nodepulse.events.ShardToken;

import org.axonframework.messaging.eventhandling.processing.streaming.segmenting.Segment;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.TokenStore;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.UnableToClaimTokenException;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * This instance's claim on one shard of a projection, in Axon's token store. Of all instances that
 * ask for it one has it, until it gives it back or shows no sign of life for {@link
 * Tokens#CLAIM_TIMEOUT}; only that one can store the token. A shard is one segment. Thread-safe.
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

    /** The stored token; empty while another instance has the claim. */
    Optional<ShardToken> take() {
        try {
            return Objects.requireNonNull(
                    transactions.execute(
                            status -> {
                                begin();
                                return Optional.of(ShardToken.of(fetch()));
                            }));
        } catch (UnableToClaimTokenException e) {
            return Optional.empty();
        }
    }

    /** Stores the first token, if none is. Of two instances that do so at a time one fails. */
    private void begin() {
        List<Segment> segments = joinAndUnwrap(store.fetchSegments(processor, null));
        if (Objects.requireNonNull(segments).isEmpty()) {
            TrackingToken token = joinAndUnwrap(first.get());
            joinAndUnwrap(store.initializeTokenSegments(processor, 1, token, null));
        }
    }

    private @Nullable TrackingToken fetch() {
        return joinAndUnwrap(store.fetchToken(processor, Segment.ROOT_SEGMENT, null));
    }

    /**
     * Stores the token, in the transaction that the calling thread is in.
     *
     * @throws UnableToClaimTokenException if another instance has taken the claim over
     */
    void store(ShardToken token) {
        joinAndUnwrap(store.storeToken(token, processor, segment(), null));
    }

    /**
     * A sign of life.
     *
     * @throws UnableToClaimTokenException if another instance has taken the claim over
     */
    void extend() {
        transactions.executeWithoutResult(
                status -> joinAndUnwrap(store.extendClaim(processor, segment(), null)));
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
