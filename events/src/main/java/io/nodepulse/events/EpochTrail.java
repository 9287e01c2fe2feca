package io.nodepulse.events;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The epochs that a reader of a shard has come through, oldest first, as far as they are
 * remembered: where its own history parted from another is found by comparing the two. Immutable.
 *
 * @param steps the last is the one it is in; none where nothing is known of epochs
 */
public record EpochTrail(List<Step> steps) {

    /** Older ones are forgotten: a reader that is so far behind begins anew. */
    private static final int MAX_STEPS = 16;

    /** Of a reader that knows its number only. */
    public static final EpochTrail UNKNOWN = new EpochTrail(List.of());

    /**
     * One epoch.
     *
     * @param epoch the epoch
     * @param first sequence of the first event that was read in it
     */
    public record Step(Epoch epoch, long first) {}

    public EpochTrail {
        steps = List.copyOf(steps);
    }

    /** The trail of a reader that begins in that epoch. */
    public static EpochTrail from(Epoch epoch, long first) {
        return new EpochTrail(List.of(new Step(epoch, first)));
    }

    /** The epoch that the reader is in; only where it is known. */
    public Epoch last() {
        return steps.getLast().epoch();
    }

    /** The trail of the reader when it goes on in another epoch. */
    public EpochTrail into(Epoch epoch, long first) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(new Step(epoch, first));
        return new EpochTrail(
                longer.subList(Math.max(0, longer.size() - MAX_STEPS), longer.size()));
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws IllegalArgumentException if that is no trail
     */
    public static EpochTrail parse(String text) {
        if (text.isEmpty()) {
            return UNKNOWN;
        }
        return new EpochTrail(Arrays.stream(text.split(" ", -1)).map(EpochTrail::step).toList());
    }

    private static Step step(String text) {
        int at = text.indexOf('@');
        if (at < 0) {
            throw new IllegalArgumentException("'" + text + "' is not <epoch>@<first sequence>");
        }
        return new Step(Epoch.parse(text.substring(0, at)), Long.parseLong(text.substring(at + 1)));
    }

    /** {@code <epoch>@<first sequence>} with spaces between them. */
    @Override
    public String toString() {
        return steps.stream().map(step -> step.epoch() + "@" + step.first()).collect(joining(" "));
    }
}
