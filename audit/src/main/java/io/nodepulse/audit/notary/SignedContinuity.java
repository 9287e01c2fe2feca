package io.nodepulse.audit.notary;

import io.nodepulse.audit.notary.AppendLog.Appended;
import io.nodepulse.audit.notary.AppendLog.EpochStart;
import io.nodepulse.audit.notary.Finding.Kind;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether an append follows on what was signed: its first event is the next one, or epochs
 * name what is between. Up to {@code began}, where only what is kept for ever was left when the
 * tree began, gaps are as they should be. Not thread-safe.
 */
final class SignedContinuity {

    private final long began;
    private final List<EpochStart> starts;
    private final List<Long> epochs;
    private long position;
    private Optional<EpochRun> started = Optional.empty();

    /**
     * @param position last sequence that was signed, 0 for none
     * @param runs what was signed, by epoch
     * @param starts the epochs of the store
     */
    SignedContinuity(long began, long position, List<EpochRun> runs, List<EpochStart> starts) {
        this.began = began;
        this.position = position;
        this.epochs = new ArrayList<>(runs.stream().map(EpochRun::epoch).toList());
        this.starts = List.copyOf(starts);
    }

    /** Where to read on: behind what was signed, or where an epoch begins that took it back. */
    long readFrom() {
        long from = position;
        for (EpochStart start : pending()) {
            if (start.after() < from) {
                from = start.first() - 1;
            }
        }
        return from;
    }

    /** Whether the last signed append should still be there. */
    boolean isAnchored() {
        return position > 0 && pending().stream().noneMatch(start -> start.after() < position);
    }

    /**
     * The epochs that began after the last one of which something is signed. An older copy of the
     * store may not know the newest of those, then it goes on from one before.
     */
    private List<EpochStart> pending() {
        for (Long signed : epochs.reversed()) {
            for (int i = starts.size() - 1; i >= 0; i--) {
                if (starts.get(i).epoch() == signed) {
                    return starts.subList(i + 1, starts.size());
                }
            }
        }
        return position > began ? starts : List.of();
    }

    private boolean continues(Appended append) {
        return !epochs.isEmpty() && epochs.getLast() == append.epoch();
    }

    /**
     * Takes the next append.
     *
     * @param leaf index that it gets in the tree
     * @return why it does not follow, if it does not
     */
    Optional<Finding> take(Appended append, long leaf) {
        started = Optional.empty();
        long first = append.firstSequence();
        boolean beginning =
                append.lastSequence() <= began || (position <= began && first <= began + 1);
        if (!beginning) {
            long next = Math.max(position, began) + 1;
            Optional<Finding> finding =
                    continues(append) ? follows(next, first) : begins(append, next, leaf);
            if (finding.isPresent()) {
                return finding;
            }
        }
        if (leaf == 0) {
            started = Optional.of(new EpochRun(0, append.epoch(), 0, 1, 0, Instant.EPOCH));
        } else if (beginning && !epochs.isEmpty() && !continues(append)) {
            started =
                    Optional.of(
                            new EpochRun(leaf, append.epoch(), first - 1, first, 0, Instant.EPOCH));
        }
        position = append.lastSequence();
        if (!continues(append)) {
            epochs.add(append.epoch());
        }
        return Optional.empty();
    }

    private static Optional<Finding> follows(long next, long first) {
        if (first == next) {
            return Optional.empty();
        }
        return Optional.of(
                first > next
                        ? new Finding(
                                Kind.GAP, next, first - 1, "no epoch says what became of them")
                        : new Finding(Kind.GAP, first, next - 1, "numbered a second time"));
    }

    private Optional<Finding> begins(Appended append, long next, long leaf) {
        long reached = next - 1;
        long kept = reached;
        for (EpochStart start : pending()) {
            if (start.after() > reached) {
                return Optional.of(
                        new Finding(
                                Kind.GAP, reached + 1, start.after(), "of an epoch that is over"));
            }
            kept = Math.min(kept, start.after());
            reached = start.first() - 1;
            if (start.epoch() == append.epoch()) {
                long first = append.firstSequence();
                if (first != start.first()) {
                    return follows(start.first(), first);
                }
                long lost = Math.max(next, first) - 1;
                started =
                        Optional.of(
                                new EpochRun(leaf, append.epoch(), kept, first, lost, start.at()));
                return Optional.empty();
            }
        }
        return Optional.of(
                new Finding(
                        Kind.GAP,
                        append.firstSequence(),
                        append.lastSequence(),
                        "of the unknown epoch %016x".formatted(append.epoch())));
    }

    /** The run that the append which was taken last begins, if it begins one. */
    Optional<EpochRun> started() {
        return started;
    }
}
