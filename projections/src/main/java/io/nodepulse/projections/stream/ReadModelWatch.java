package io.nodepulse.projections.stream;

import org.axonframework.messaging.eventhandling.processing.streaming.token.store.UnableToClaimTokenException;
import org.jspecify.annotations.Nullable;

/**
 * Whether a batch follows on what the database holds. A restored copy of it has an older token and
 * gives the same keys to other names, and a pool that waited for it hands out its connections as if
 * nothing had been; another instance may have taken the shard over, and gone on. Looks at each
 * batch; used by one thread at a time, but {@link #committed} may be asked by any.
 */
final class ReadModelWatch {

    private final String processor;
    private final Tokens tokens;
    private @Nullable ReadModelCopy copy;
    private volatile long committed;

    ReadModelWatch(String processor, Tokens tokens) {
        this.processor = processor;
        this.tokens = tokens;
    }

    /** The shard was claimed, with a token of that sequence. */
    void claimed(long sequence) {
        committed = sequence;
    }

    /**
     * In the transaction of a batch, before anything is read or written for it. Until that ends
     * nobody else moves the token or takes the shard over.
     *
     * @param forget is run if the database was started or restored since the last batch, or rows of
     *     the shard were replaced beside it
     * @throws RestoredReadModelException if the stored token is before what was committed
     * @throws UnableToClaimTokenException if another instance has the shard, or has had it
     */
    void beginBatch(Runnable forget) {
        ReadModelCopy found =
                tokens.lockedCopyOf(processor)
                        .orElseThrow(() -> new IllegalStateException(processor + " has no token"));
        if (!found.hasSameRowsAs(copy)) {
            forget.run();
        }
        copy = found;
        if (found.sequence() < committed) {
            throw new RestoredReadModelException(processor, found.sequence(), committed);
        }
        if (!found.claimed() || found.sequence() > committed) {
            throw new UnableToClaimTokenException(
                    "another instance has, or had, the shard of %s: its token is at %d, not at %d"
                            .formatted(processor, found.sequence(), committed));
        }
    }

    /** A batch that ends with that event is committed. */
    void committed(long sequence) {
        committed = sequence;
    }

    /** Sequence of the last event that is known to be committed, 0 before the shard is claimed. */
    long committed() {
        return committed;
    }

    /** The token may have been set back on purpose. */
    void forget() {
        committed = 0;
        copy = null;
    }
}
