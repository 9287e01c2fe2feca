package io.nodepulse.trials.bench.query;

import io.nodepulse.events.ProcessSampled;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * A server whose scrapes are generated: of its process groups 40 % use CPU and 30 % change their
 * resident set size from scrape to scrape; others may be born and die beside them. Equal seeds give
 * equal servers. Not thread-safe.
 */
public final class GeneratedServer {

    public static final int GROUPS = 150;

    private static final long STEP_NAMES = 40;
    private static final int PAGE_BYTES = 4_096;

    private final UUID id;
    private final Random random;
    private final double[] cpuSeconds = new double[GROUPS];
    private final double[] coresUsed = new double[GROUPS];
    private final long[] residentBytes = new long[GROUPS];
    private final boolean[] changesResident = new boolean[GROUPS];
    private final @Nullable ShortLived shortLived;
    private final @Nullable Releases releases;

    /** Whose process groups all live throughout. */
    public GeneratedServer(long seed) {
        this(seed, false);
    }

    public GeneratedServer(long seed, boolean withShortLived) {
        this(seed, withShortLived ? Long.MAX_VALUE : 0, false);
    }

    private GeneratedServer(long seed, long stepNames, boolean withReleases) {
        this.random = new Random(seed);
        this.id = new UUID(random.nextLong(), random.nextLong());
        this.shortLived = stepNames > 0 ? new ShortLived(id, stepNames) : null;
        this.releases = withReleases ? new Releases(id) : null;
        for (int i = 0; i < GROUPS; i++) {
            cpuSeconds[i] = random.nextInt(1_000_000) / 100.0;
            coresUsed[i] = random.nextInt(10) < 4 ? Math.pow(random.nextDouble(), 3) : 0;
            residentBytes[i] = (long) PAGE_BYTES * (500 + random.nextInt(200_000));
            changesResident[i] = random.nextInt(10) < 3;
        }
    }

    /** With steps of builds whose names come back, and services that are released each week. */
    public static GeneratedServer ofAYear(long seed) {
        return new GeneratedServer(seed, STEP_NAMES, true);
    }

    public UUID id() {
        return id;
    }

    /**
     * What is in the next scrape.
     *
     * @param interval since the one before
     */
    public List<ProcessSampled> samples(Instant at, Duration interval) {
        List<ProcessSampled> samples = new ArrayList<>(GROUPS);
        for (int i = 0; i < GROUPS; i++) {
            double used = coresUsed[i] * interval.toMillis() / 1e3 * (0.5 + random.nextDouble());
            cpuSeconds[i] = Math.round((cpuSeconds[i] + used) * 100) / 100.0;
            if (changesResident[i]) {
                residentBytes[i] += (long) PAGE_BYTES * (random.nextInt(201) - 100);
                residentBytes[i] = Math.max(residentBytes[i], PAGE_BYTES);
            }
            samples.add(
                    new ProcessSampled(
                            id, at, "group-" + i, 1 + i % 5, cpuSeconds[i], residentBytes[i]));
        }
        if (shortLived != null) {
            samples.addAll(shortLived.samples(at));
        }
        if (releases != null) {
            samples.addAll(releases.samples(at));
        }
        return samples;
    }
}
