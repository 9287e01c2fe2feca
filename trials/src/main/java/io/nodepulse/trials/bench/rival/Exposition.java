package io.nodepulse.trials.bench.rival;

import io.nodepulse.events.ProcessSampled;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Lines as process_exporter names them, but with CPU time in one series per group in place of one
 * each for user and system time, which is kinder to who has to add them up.
 */
enum Exposition {
    /** The counter alone. */
    CPU,
    /** With resident bytes and the number of processes. */
    ALL_FIGURES;

    static final String NAME = "namedprocess_namegroup_cpu_seconds_total";

    private static final String MEMORY = "namedprocess_namegroup_memory_bytes";
    private static final String NUMBER = "namedprocess_namegroup_num_procs";

    /** OpenMetrics 1.0: times in seconds, the lines of each name together. */
    void openMetrics(List<ProcessSampled> scrape, StringBuilder to) {
        long millis = scrape.getFirst().sampledAt().toEpochMilli();
        String time = String.format(Locale.ROOT, "%d.%03d%n", millis / 1_000, millis % 1_000);
        lines(scrape, time, to);
    }

    /** The text format of Prometheus 0.0.4: times in milliseconds. */
    void text(List<ProcessSampled> scrape, StringBuilder to) {
        lines(scrape, scrape.getFirst().sampledAt().toEpochMilli() + "\n", to);
    }

    private void lines(List<ProcessSampled> scrape, String time, StringBuilder to) {
        for (ProcessSampled sample : scrape) {
            series(NAME, sample, to).append(sample.cpuSeconds()).append(' ').append(time);
        }
        if (this == ALL_FIGURES) {
            for (ProcessSampled sample : scrape) {
                series(MEMORY, sample, to).append(sample.residentBytes()).append(' ').append(time);
            }
            for (ProcessSampled sample : scrape) {
                series(NUMBER, sample, to).append(sample.numProcs()).append(' ').append(time);
            }
        }
    }

    private static StringBuilder series(String name, ProcessSampled sample, StringBuilder to) {
        return to.append(name)
                .append("{instance=\"")
                .append(sample.serverId())
                .append("\",groupname=\"")
                .append(sample.processName())
                .append("\"} ");
    }

    /** That time as a query has it. */
    static String seconds(Instant at) {
        return String.format(
                Locale.ROOT, "%d.%03d", at.getEpochSecond(), at.toEpochMilli() % 1_000);
    }
}
