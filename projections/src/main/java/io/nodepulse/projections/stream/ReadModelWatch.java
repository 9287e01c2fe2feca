package io.nodepulse.projections.stream;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * Whether the database is still the one that a processor has written to. A restored copy of it has
 * an older token and gives the same keys to other names, and a pool that waited for it hands out
 * its connections as if nothing had been. Looks at each batch; used by one thread at a time, but
 * {@link #committed} may be asked by any.
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

    /**
     * In the transaction of a batch, before anything is read or written for it.
     *
     * @param forget is run if the database was started or restored since the last batch
     * @throws RestoredReadModelException if the stored token is before what was committed; the next
     *     call takes it for what it is
     */
    void beginBatch(Runnable forget) {
        Optional<ReadModelCopy> found = tokens.copyOf(processor);
        if (found.isEmpty() || !found.get().isSameDatabaseAs(copy)) {
            forget.run();
        }
        copy = found.orElse(null);
        long stored = found.map(ReadModelCopy::sequence).orElse(0L);
        long before = committed;
        if (stored < before) {
            committed = stored;
            forget.run();
            throw new RestoredReadModelException(processor, stored, before);
        }
    }

    /** A batch that ends with that event is committed. */
    void committed(long sequence) {
        committed = sequence;
    }

    /** Sequence of the last event that this instance has committed, 0 before the first. */
    long committed() {
        return committed;
    }

    /** The token may have been set back on purpose. */
    void forget() {
        committed = 0;
    }
}
