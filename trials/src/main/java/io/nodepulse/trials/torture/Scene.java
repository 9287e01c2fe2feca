package io.nodepulse.trials.torture;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Where a fault strikes: the system, its load, and the dice that say which part and how long. */
record Scene(Victims victims, Agents agents, Random random) {

    private static final int LONGEST_MILLIS = 4_000;

    Part valkey() {
        return pick(victims.valkeys());
    }

    Part services() {
        return pick(victims.services());
    }

    /** The one that makes segments. */
    ServicesPart audited() {
        return victims.audited();
    }

    SegmentsPart segments() {
        return victims.segments();
    }

    /** Of the segments. */
    BucketPart bucket() {
        return segments().bucket().orElseThrow();
    }

    Pair pair() {
        return pick(victims.pairs());
    }

    <T> T pick(List<? extends T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    Duration length() {
        return Duration.ofMillis(random.nextInt(LONGEST_MILLIS));
    }

    /** More often than not long enough for a replica to take over. */
    Duration longTime() {
        return length().multipliedBy(3);
    }
}
