package io.nodepulse.projections.process;

import io.nodepulse.projections.sql.Instants;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The reference: answers from every sample in {@code admiral.process_snapshots}, straight from the
 * definitions of DESIGN.md, in doubles, and with nothing of the projector's own code.
 */
final class BruteForce {

    private static final Duration LONGEST_INTERVAL = Duration.ofMinutes(5);

    private record Sample(Instant at, int numProcs, double cpuSeconds, long residentBytes) {}

    private final Map<String, List<Sample>> samples = new TreeMap<>();

    private BruteForce() {}

    static BruteForce read(JdbcTemplate jdbc, UUID serverId) {
        BruteForce all = new BruteForce();
        jdbc.query(
                """
                SELECT process_name, "timestamp", num_procs, cpu_seconds_total, memory_bytes
                FROM admiral.process_snapshots WHERE server_id = ? ORDER BY "timestamp" """,
                row -> {
                    all.samples
                            .computeIfAbsent(row.getString(1), name -> new ArrayList<>())
                            .add(
                                    new Sample(
                                            Instants.instant(row, 2),
                                            row.getInt(3),
                                            row.getDouble(4),
                                            row.getLong(5)));
                },
                serverId.toString());
        return all;
    }

    int size() {
        return samples.values().stream().mapToInt(List::size).sum();
    }

    /** Totals of samples and intervals in (from, to], by process name. */
    Map<String, WindowTotals> window(Instant from, Instant to) {
        Map<String, WindowTotals> totals = new HashMap<>();
        double serverCovered = covered(scrapeTimes(), from, to);
        samples.forEach(
                (name, each) -> {
                    @Nullable WindowTotals total = total(each, serverCovered, from, to);
                    if (total != null) {
                        totals.put(name, total);
                    }
                });
        return totals;
    }

    private List<Instant> scrapeTimes() {
        return samples.values().stream()
                .flatMap(List::stream)
                .map(Sample::at)
                .distinct()
                .sorted()
                .toList();
    }

    private static double covered(List<Instant> scrapes, Instant from, Instant to) {
        double seconds = 0;
        for (int i = 1; i < scrapes.size(); i++) {
            Instant at = scrapes.get(i);
            Duration interval = Duration.between(scrapes.get(i - 1), at);
            if (at.isAfter(from) && !at.isAfter(to) && interval.compareTo(LONGEST_INTERVAL) <= 0) {
                seconds += interval.toMillis() / 1000.0;
            }
        }
        return seconds;
    }

    private static @Nullable WindowTotals total(
            List<Sample> samples, double serverCovered, Instant from, Instant to) {
        double cpu = 0;
        double covered = 0;
        double maxPercent = Double.NaN;
        @Nullable Instant maxAt = null;
        long count = 0;
        double residentSum = 0;
        long residentMax = 0;
        @Nullable Sample last = null;
        double lastPercent = Double.NaN;
        for (int i = 0; i < samples.size(); i++) {
            Sample sample = samples.get(i);
            if (!sample.at().isAfter(from) || sample.at().isAfter(to)) {
                continue;
            }
            count++;
            residentSum += sample.residentBytes();
            residentMax = Math.max(residentMax, sample.residentBytes());
            last = sample;
            lastPercent = Double.NaN;
            if (i > 0) {
                Sample before = samples.get(i - 1);
                Duration interval = Duration.between(before.at(), sample.at());
                if (interval.compareTo(LONGEST_INTERVAL) <= 0) {
                    double delta =
                            sample.cpuSeconds() < before.cpuSeconds()
                                    ? sample.cpuSeconds()
                                    : sample.cpuSeconds() - before.cpuSeconds();
                    double seconds = interval.toMillis() / 1000.0;
                    cpu += delta;
                    covered += seconds;
                    lastPercent = 100 * delta / seconds;
                    // To the precision of what is compared: a tie is one there too.
                    if (maxAt == null || thousandths(lastPercent) > thousandths(maxPercent)) {
                        maxPercent = lastPercent;
                        maxAt = sample.at().truncatedTo(ChronoUnit.SECONDS);
                    }
                }
            }
        }
        return last == null
                ? null
                : new WindowTotals(
                        cpu,
                        covered,
                        serverCovered,
                        maxPercent,
                        maxAt,
                        count,
                        residentSum,
                        residentMax,
                        last.at(),
                        last.numProcs(),
                        lastPercent,
                        last.residentBytes());
    }

    private static long thousandths(double percent) {
        return Math.round(1_000 * percent);
    }
}
