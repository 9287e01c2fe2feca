package io.nodepulse.trials.bench.query;

import io.nodepulse.events.ProcessSampled;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Process groups of a server that are born and die, by the clock alone: some burn fast and eat
 * little, as each step of a build does, one comes back each hour and eats more than all others.
 */
final class ShortLived {

    /** Burns {@value #STEP_CORES} cores for less than a minute, under the next name. */
    private static final Duration STEP_EVERY = Duration.ofMinutes(10);

    private static final Duration STEP_LIFE = Duration.ofSeconds(45);
    private static final double STEP_CORES = 4;

    /** The same name each time, seen twice: its one interval is the whole of it. */
    private static final Duration BLINK_EVERY = Duration.ofMinutes(37);

    private static final Duration BLINK_LIFE = Duration.ofSeconds(29);
    private static final double BLINK_CORES = 6;

    private static final Duration BATCH_EVERY = Duration.ofHours(1);
    private static final Duration BATCH_LIFE = Duration.ofMinutes(10);
    private static final double BATCH_CORES = 16;

    private static final long RESIDENT_BYTES = 200L << 20;

    private final UUID server;
    private final long stepNames;

    /**
     * @param stepNames how many names the steps have, by turns
     */
    ShortLived(UUID server, long stepNames) {
        this.server = server;
        this.stepNames = stepNames;
    }

    /** Those that are alive at that moment. */
    List<ProcessSampled> samples(Instant at) {
        List<ProcessSampled> samples = new ArrayList<>();
        long step = at.toEpochMilli() / STEP_EVERY.toMillis() % stepNames;
        add(samples, "step-" + step, at, STEP_EVERY, STEP_LIFE, STEP_CORES);
        add(samples, "npm ci", at, BLINK_EVERY, BLINK_LIFE, BLINK_CORES);
        add(samples, "nightly batch", at, BATCH_EVERY, BATCH_LIFE, BATCH_CORES);
        return samples;
    }

    private void add(
            List<ProcessSampled> to,
            String name,
            Instant at,
            Duration every,
            Duration life,
            double cores) {
        long ageMillis = at.toEpochMilli() % every.toMillis();
        if (ageMillis <= life.toMillis()) {
            double cpuSeconds = Math.round(cores * ageMillis / 10) / 100.0;
            to.add(new ProcessSampled(server, at, name, 1, cpuSeconds, RESIDENT_BYTES));
        }
    }
}
