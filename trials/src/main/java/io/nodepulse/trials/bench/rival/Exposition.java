package io.nodepulse.trials.bench.rival;

import io.nodepulse.events.ProcessSampled;

import java.time.Instant;
import java.util.Locale;

/**
 * Lines of a counter as process_exporter names it, but in one series per group in place of one each
 * for user and system time, which is kinder to who has to add them up.
 */
final class Exposition {

    static final String NAME = "namedprocess_namegroup_cpu_seconds_total";

    private Exposition() {}

    /** OpenMetrics 1.0: times in seconds. */
    static void openMetrics(ProcessSampled sample, StringBuilder to) {
        long millis = sample.sampledAt().toEpochMilli();
        series(sample, to);
        to.append(String.format(Locale.ROOT, "%d.%03d%n", millis / 1_000, millis % 1_000));
    }

    /** The text format of Prometheus 0.0.4: times in milliseconds. */
    static void text(ProcessSampled sample, StringBuilder to) {
        series(sample, to);
        to.append(sample.sampledAt().toEpochMilli()).append('\n');
    }

    private static void series(ProcessSampled sample, StringBuilder to) {
        to.append(NAME).append("{instance=\"").append(sample.serverId());
        to.append("\",groupname=\"").append(sample.processName()).append("\"} ");
        to.append(sample.cpuSeconds()).append(' ');
    }

    /** That time as a query has it. */
    static String seconds(Instant at) {
        return String.format(
                Locale.ROOT, "%d.%03d", at.getEpochSecond(), at.toEpochMilli() % 1_000);
    }
}
