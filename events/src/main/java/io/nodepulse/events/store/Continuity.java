package io.nodepulse.events.store;

import io.nodepulse.events.EpochTrail;
import io.nodepulse.events.ShardToken;

import java.util.Optional;

/**
 * Whether a reader can go on from where it is: the numbers that it has read mean the same events as
 * in the shard, and nothing is left out between them and what comes next. Pure.
 */
final class Continuity {

    private Continuity() {}

    /**
     * Where a reader of that token begins. Before the first event all that is trimmed is over; a
     * token that says nothing of epochs is taken at its number.
     */
    static ShardToken begin(ShardToken token, EpochHistory history) {
        long sequence = token.sequence();
        ShardToken begun = sequence == 0 ? token.accepting(history.trimmed()) : token;
        return begun.trail().equals(EpochTrail.UNKNOWN)
                ? begun.in(EpochTrail.from(history.at(sequence), sequence))
                : begun;
    }

    /** What keeps a reader from going on after that position; empty if nothing does. */
    static Optional<StreamBreak> breakAt(ShardToken position, EpochHistory history) {
        ShardToken token = begin(position, history);
        long sequence = token.sequence();
        if (sequence == 0) {
            return Optional.empty();
        }
        if (!history.fits(token.trail(), sequence)) {
            long common = history.commonWith(token.trail(), sequence);
            StreamBreak.Kind kind =
                    history.head() <= common
                            ? StreamBreak.Kind.AHEAD
                            : StreamBreak.Kind.OTHER_HISTORY;
            return Optional.of(new StreamBreak(kind, common + 1, sequence, common));
        }
        long read = Math.max(sequence, token.acceptedThrough());
        return history.trimmed() > read
                ? Optional.of(
                        new StreamBreak(
                                StreamBreak.Kind.TRIMMED, read + 1, history.trimmed(), sequence))
                : Optional.empty();
    }

    /**
     * What is left out between a position and the entry that follows it; empty if nothing is, or
     * only what is known to be gone.
     */
    static Optional<StreamBreak> gapBefore(RawEntry next, ShardToken token, EpochHistory history) {
        long from = token.sequence() + 1;
        long to = next.firstSequence() - 1;
        for (LostEvents lost : history.lost()) {
            if (from >= lost.first() && from <= lost.last()) {
                from = lost.last() + 1;
            }
            if (to >= lost.first() && to <= lost.last()) {
                to = lost.first() - 1;
            }
        }
        from = Math.max(from, token.acceptedThrough() + 1);
        if (from > to) {
            return Optional.empty();
        }
        return Optional.of(
                new StreamBreak(
                        to <= history.trimmed()
                                ? StreamBreak.Kind.TRIMMED
                                : StreamBreak.Kind.MISSING,
                        from,
                        to,
                        token.sequence()));
    }

    /** The position from which a reader goes on that gives up what it cannot have any more. */
    static ShardToken repaired(ShardToken token, StreamBreak found, EpochHistory history) {
        return switch (found.kind()) {
            case TRIMMED, MISSING -> token.accepting(found.last());
            case AHEAD, OTHER_HISTORY ->
                    new ShardToken(
                            found.common(),
                            Math.min(token.acceptedThrough(), found.common()),
                            EpochTrail.from(history.at(found.common()), found.common()));
        };
    }

    /** The position after that entry, which follows. */
    static ShardToken after(RawEntry entry, ShardToken token) {
        return entry.epoch().equals(token.trail().last())
                ? token.at(entry.lastSequence())
                : new ShardToken(
                        entry.lastSequence(),
                        token.acceptedThrough(),
                        token.trail().into(entry.epoch(), entry.firstSequence()));
    }
}
