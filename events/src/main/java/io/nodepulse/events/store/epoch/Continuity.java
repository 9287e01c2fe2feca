package io.nodepulse.events.store.epoch;

import io.nodepulse.events.EpochTrail;
import io.nodepulse.events.PlacedAppend;
import io.nodepulse.events.ShardToken;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether a reader can go on from where it is: the numbers that it has read mean the same events as
 * in the shard, and nothing is left out between them and what comes next. Pure.
 */
public final class Continuity {

    private Continuity() {}

    /**
     * Where a reader of that token begins. Before the first event all that is trimmed is over; a
     * token that says nothing of epochs is taken at its number.
     */
    public static ShardToken begin(ShardToken token, EpochHistory history) {
        long sequence = token.sequence();
        ShardToken begun = sequence == 0 ? token.accepting(history.gone()) : token;
        return begun.trail().equals(EpochTrail.UNKNOWN)
                ? begun.in(history.trailTo(sequence))
                : begun;
    }

    /** What keeps a reader from going on after that position; empty if nothing does. */
    public static Optional<StreamBreak> breakAt(ShardToken position, EpochHistory history) {
        ShardToken token = begin(position, history);
        long sequence = token.sequence();
        if (sequence == 0) {
            return Optional.empty();
        }
        long common = history.commonWith(token.trail(), sequence);
        Optional<StreamBreak.Kind> kind = parting(token, common, history);
        if (kind.isPresent()) {
            return kind.map(known -> new StreamBreak(known, common + 1, sequence, common));
        }
        long read = Math.max(sequence, token.acceptedThrough());
        return history.gone() > read
                ? Optional.of(
                        new StreamBreak(
                                StreamBreak.Kind.TRIMMED, read + 1, history.gone(), sequence))
                : Optional.empty();
    }

    /**
     * In which way the reader's events after what it has in common with the shard are in the way.
     * They are not where the shard lost them and gave none of their numbers out again: the reader
     * has all that is there, and more.
     */
    private static Optional<StreamBreak.Kind> parting(
            ShardToken token, long common, EpochHistory history) {
        long sequence = token.sequence();
        OptionalLong next = history.next(common);
        // A store that has nothing in common with the reader is another one.
        boolean parted = common == 0 && !token.trail().last().equals(history.current());
        if (common < sequence && next.isEmpty() && !parted) {
            return Optional.of(StreamBreak.Kind.AHEAD);
        }
        return common < sequence && (parted || next.getAsLong() <= sequence)
                ? Optional.of(StreamBreak.Kind.OTHER_HISTORY)
                : Optional.empty();
    }

    /**
     * What is left out between a position and the entry that follows it; empty if nothing is, or
     * only what is known to be gone.
     */
    public static Optional<StreamBreak> gapBefore(
            PlacedAppend next, ShardToken token, EpochHistory history) {
        long from = token.sequence() + 1;
        long to = next.firstSequence() - 1;
        for (LostEvents lost : history.lost()) {
            if (from >= lost.first() && from <= lost.unusedThrough()) {
                from = lost.unusedThrough() + 1;
            }
            if (to >= lost.first() && to <= lost.unusedThrough()) {
                to = lost.first() - 1;
            }
        }
        from = Math.max(from, token.acceptedThrough() + 1);
        if (from > to) {
            return Optional.empty();
        }
        return Optional.of(
                new StreamBreak(
                        to <= history.gone() ? StreamBreak.Kind.TRIMMED : StreamBreak.Kind.MISSING,
                        from,
                        to,
                        token.sequence()));
    }

    /** The position from which a reader goes on that gives up what it cannot have any more. */
    public static ShardToken repaired(ShardToken token, StreamBreak found, EpochHistory history) {
        return switch (found.kind()) {
            case TRIMMED, MISSING -> token.accepting(found.last());
            case AHEAD, OTHER_HISTORY ->
                    new ShardToken(
                            found.common(),
                            Math.min(token.acceptedThrough(), found.common()),
                            history.trailTo(found.common()));
        };
    }

    /** The position after that entry, which follows. */
    public static ShardToken after(PlacedAppend entry, ShardToken token) {
        return entry.epoch().equals(token.trail().last())
                ? token.at(entry.lastSequence())
                : new ShardToken(
                        entry.lastSequence(),
                        token.acceptedThrough(),
                        token.trail().into(entry.epoch(), token.sequence() + 1));
    }
}
