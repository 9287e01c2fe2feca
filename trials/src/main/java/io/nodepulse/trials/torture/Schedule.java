package io.nodepulse.trials.torture;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * The order of the faults, like a pack of cards: each kind strikes once before any strikes again,
 * then each as often per round as it weighs.
 */
final class Schedule {

    private final List<Fault> kinds;
    private final Random random;
    private final Deque<Fault> round = new ArrayDeque<>();

    /**
     * @param kinds at least one
     */
    Schedule(List<Fault> kinds, Random random) {
        this.kinds = List.copyOf(kinds);
        this.random = random;
        deal(kinds);
    }

    Fault next() {
        if (round.isEmpty()) {
            deal(
                    kinds.stream()
                            .flatMap(fault -> Collections.nCopies(fault.weight(), fault).stream())
                            .toList());
        }
        return round.remove();
    }

    private void deal(List<Fault> faults) {
        List<Fault> shuffled = new ArrayList<>(faults);
        Collections.shuffle(shuffled, random);
        round.addAll(shuffled);
    }
}
