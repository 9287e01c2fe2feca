package io.nodepulse.trials.bench.query;

import io.nodepulse.events.ProcessSampled;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Process groups that live for a week each, by the clock alone: {@value #SERVICES} services whose
 * names tell the release that runs.
 */
final class Releases {

    private static final int SERVICES = 10;
    private static final Duration LIFE = Duration.ofDays(7);
    private static final double CORES = 0.2;
    private static final long RESIDENT_BYTES = 300L << 20;

    private final UUID server;

    Releases(UUID server) {
        this.server = server;
    }

    List<ProcessSampled> samples(Instant at) {
        long release = at.toEpochMilli() / LIFE.toMillis();
        long ageMillis = at.toEpochMilli() % LIFE.toMillis();
        List<ProcessSampled> samples = new ArrayList<>(SERVICES);
        for (int i = 0; i < SERVICES; i++) {
            double cpuSeconds = Math.round(CORES * (i + 1) / SERVICES * ageMillis / 10) / 100.0;
            String name = "service-%d@%d".formatted(i, release);
            samples.add(new ProcessSampled(server, at, name, 1, cpuSeconds, RESIDENT_BYTES));
        }
        return samples;
    }
}
