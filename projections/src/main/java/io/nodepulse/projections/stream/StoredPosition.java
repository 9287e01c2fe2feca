package io.nodepulse.projections.stream;

import io.nodepulse.events.ShardToken;
import io.nodepulse.events.store.epoch.StreamBreak;

import org.jspecify.annotations.Nullable;

/**
 * Where a processor stands, as its token says.
 *
 * @param token up to there all is projected; it accepts the loss of what was looked through since
 *     and was of no use
 * @param stored the token as it is stored
 * @param lookedThrough up to this sequence, if it is beyond the token, the instance that holds the
 *     shard has found nothing of use
 * @param broken what keeps the processor from going on, as far as the instance that holds its shard
 *     has found
 * @param repairs how often the token was set by a repair
 */
@SuppressWarnings("ArrayRecordComponent") // handed back to the database, compared nowhere
public record StoredPosition(
        ShardToken token,
        byte[] stored,
        long lookedThrough,
        @Nullable StreamBreak broken,
        int repairs) {

    /**
     * Sequence up to which nothing is left to do.
     *
     * @param here where the processor of this instance is
     */
    public long passed(ShardToken here) {
        return Math.max(here.sequence(), lookedThrough);
    }

    /** The same, as far as it is written down. */
    public long passed() {
        return Math.max(sequence(), lookedThrough);
    }

    /** Sequence of the last event that is projected. */
    public long sequence() {
        return token.sequence();
    }
}
