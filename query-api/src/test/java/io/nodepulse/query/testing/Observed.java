package io.nodepulse.query.testing;

import io.nodepulse.query.testing.Scrape.Sample;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One sample together with the interval that ends in it, as DESIGN.md defines them: no interval at
 * first sight and after more than 5 minutes; a counter that fell counts from zero.
 *
 * @param coveredMillis length of the interval; 0 where there is none
 * @param cpuMicros the CPU time of the interval
 */
public record Observed(
        Sample sample, long atMillis, long coveredMillis, long cpuMicros, boolean reset) {

    public static final long LONGEST_INTERVAL_MILLIS = 5 * 60_000;

    /** Percent of one core; only where there is an interval. */
    public double cpuPercent() {
        return cpuMicros / 10.0 / coveredMillis;
    }

    public boolean hasInterval() {
        return coveredMillis > 0;
    }

    public static List<Observed> in(List<Scrape> scrapes) {
        List<Observed> result = new ArrayList<>();
        Map<String, Observed> latest = new HashMap<>();
        for (Scrape scrape : scrapes) {
            for (Sample sample : scrape.samples()) {
                Observed observed = observe(latest.get(sample.name()), sample, scrape.atMillis());
                latest.put(sample.name(), observed);
                result.add(observed);
            }
        }
        return result;
    }

    private static Observed observe(@Nullable Observed before, Sample sample, long atMillis) {
        if (before == null || atMillis - before.atMillis > LONGEST_INTERVAL_MILLIS) {
            return new Observed(sample, atMillis, 0, 0, false);
        }
        boolean reset = sample.cpuSeconds() < before.sample.cpuSeconds();
        double delta = sample.cpuSeconds() - (reset ? 0 : before.sample.cpuSeconds());
        return new Observed(
                sample, atMillis, atMillis - before.atMillis, Math.round(delta * 1e6), reset);
    }
}
