package io.nodepulse.query.servers;

import io.nodepulse.query.answer.Figures;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A sparkline: average CPU percent of the host in buckets of 2 minutes, oldest first.
 *
 * @param percents NaN without value
 * @param until end of the last bucket
 */
record CpuHistory(float[] percents, Instant until) {

    static final int POINTS = 30;
    private static final Duration STEP = Duration.ofMinutes(2);

    /** The points of the hour that ends with the bucket around {@code now}; null without value. */
    List<@Nullable Double> lastHour(Instant now) {
        long passed = Math.max(0, Duration.between(until, now).plus(STEP).dividedBy(STEP));
        List<@Nullable Double> points = new ArrayList<>(POINTS);
        for (int i = 0; i < POINTS; i++) {
            long index = percents.length - POINTS + i + passed;
            double percent =
                    index >= 0 && index < percents.length ? percents[(int) index] : Double.NaN;
            points.add(Figures.orNull(Figures.percent(percent)));
        }
        return points;
    }
}
