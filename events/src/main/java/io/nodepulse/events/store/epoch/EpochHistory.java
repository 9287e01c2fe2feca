package io.nodepulse.events.store.epoch;

import io.nodepulse.events.Epoch;
import io.nodepulse.events.EpochTrail;
import io.nodepulse.events.PlacedAppend;

import java.util.List;
import java.util.OptionalLong;

/**
 * The epochs of a shard and how far it goes, as they stood at one moment. Immutable.
 *
 * @param starts the epochs but {@link Epoch#ORIGIN}, oldest first
 * @param head sequence of the shard's last event
 * @param trimmed retention removed the scrapes up to this sequence from Valkey
 * @param gone those up to this one cannot be had from anywhere; at most {@code trimmed}
 */
public record EpochHistory(List<EpochStart> starts, long head, long trimmed, long gone) {

    public EpochHistory {
        starts = List.copyOf(starts);
    }

    /** Where what retention removes is gone. */
    public EpochHistory(List<EpochStart> starts, long head, long trimmed) {
        this(starts, head, trimmed, trimmed);
    }

    /** The same, where some of what retention removed is kept elsewhere. */
    public EpochHistory lacking(long through) {
        return new EpochHistory(starts, head, trimmed, through);
    }

    /** Whether that append is of this history: what the shard lost with an epoch is not. */
    public boolean holds(PlacedAppend append) {
        return append.lastSequence() <= endOf(append.epoch()).orElse(-1);
    }

    /** The epoch that events are appended in. */
    public Epoch current() {
        return starts.isEmpty() ? Epoch.ORIGIN : starts.getLast().epoch();
    }

    /** The epoch that the event of that sequence was appended in. */
    public Epoch at(long sequence) {
        Epoch epoch = Epoch.ORIGIN;
        for (EpochStart start : starts) {
            if (start.first() > sequence) {
                break;
            }
            epoch = start.epoch();
        }
        return epoch;
    }

    /** The trail of a reader that has read everything up to that sequence. */
    public EpochTrail trailTo(long sequence) {
        EpochTrail trail = EpochTrail.from(Epoch.ORIGIN, 0);
        for (EpochStart start : starts) {
            if (start.first() > sequence) {
                break;
            }
            trail = trail.into(start.epoch(), start.after() + 1);
        }
        return trail;
    }

    /** Sequence of the last event of that epoch that is here; empty if the epoch is not known. */
    public OptionalLong endOf(Epoch epoch) {
        int index = indexOf(epoch);
        if (index < -1) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(index == starts.size() - 1 ? head : starts.get(index + 1).after());
    }

    /** Sequence of the first event after that of the given one; empty at the head. */
    OptionalLong next(long sequence) {
        if (sequence >= head) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(
                starts.stream()
                        .filter(start -> start.after() == sequence)
                        .mapToLong(EpochStart::first)
                        .findFirst()
                        .orElse(sequence + 1));
    }

    /** Sequence up to which that reader's history is this one; 0 if it never was. */
    long commonWith(EpochTrail trail, long sequence) {
        long last = sequence;
        for (EpochTrail.Step step : trail.steps().reversed()) {
            OptionalLong end = endOf(step.epoch());
            if (end.isPresent()) {
                return Math.min(last, end.getAsLong());
            }
            last = step.first() - 1;
        }
        return 0;
    }

    /** What each epoch began without, oldest first. */
    public List<LostEvents> lost() {
        return starts.stream()
                .filter(start -> start.lostThrough() > start.after())
                .map(
                        start ->
                                new LostEvents(
                                        start.after() + 1,
                                        start.lostThrough(),
                                        start.first() - 1,
                                        start.epoch(),
                                        start.foundAt()))
                .toList();
    }

    /** How many numbers in {@code (after, through]} stand for no event that is here. */
    public long unusedBetween(long after, long through) {
        return lost().stream()
                .mapToLong(
                        lost ->
                                Math.min(lost.unusedThrough(), through)
                                        - Math.max(lost.first() - 1, after))
                .filter(count -> count > 0)
                .sum();
    }

    /** -1 for {@link Epoch#ORIGIN}, -2 if it is not known. */
    private int indexOf(Epoch epoch) {
        if (epoch.equals(Epoch.ORIGIN)) {
            return -1;
        }
        for (int i = 0; i < starts.size(); i++) {
            if (starts.get(i).epoch().equals(epoch)) {
                return i;
            }
        }
        return -2;
    }
}
