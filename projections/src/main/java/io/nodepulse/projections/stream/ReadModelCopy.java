package io.nodepulse.projections.stream;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Which database a transaction is in, and where a processor stands there.
 *
 * @param startedAt when its server was started
 * @param tokenTable object identifier of the table of tokens, another one after a restore from a
 *     dump
 * @param sequence of the last event that is projected
 * @param rewritten how often rows of its shard were replaced beside it, as by a rebuild of a server
 * @param claimed whether this instance holds the processor's shard
 */
record ReadModelCopy(
        Instant startedAt, long tokenTable, long sequence, int rewritten, boolean claimed) {

    /** Whether it has the rows that were read there, but for those that the processor wrote. */
    boolean hasSameRowsAs(@Nullable ReadModelCopy other) {
        return other != null
                && startedAt.equals(other.startedAt)
                && tokenTable == other.tokenTable
                && rewritten == other.rewritten;
    }
}
