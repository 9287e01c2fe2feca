package io.nodepulse.trials.fuzz;

import java.time.Instant;
import java.util.StringJoiner;
import java.util.random.RandomGenerator;

/** What agents push, in both payload forms, for a mutator to spoil. */
final class GoodBodies {

    /** One body in so many is a long one. */
    private static final int LONG_EVERY = 50;

    private static final int GROUPS_OF_A_LONG_ONE = 150;

    private static final String ROW =
            "{\"name\":\"%s\",\"num_procs\":%d,\"cpu_seconds\":%d.25,\"memory_bytes\":%d}";

    private static final String FLAT_ROW =
            """
            {"timestamp":"%s","name":"%s","num_procs":4,"cpu_seconds_total":1234.5,\
            "memory_bytes":102400000}""";

    private GoodBodies() {}

    /** A body with one scrape of that moment. */
    static String any(Instant at, RandomGenerator random) {
        if (random.nextInt(LONG_EVERY) == 0) {
            return nested(at, GROUPS_OF_A_LONG_ONE);
        }
        return random.nextBoolean() ? nested(at, 2) : flat(at);
    }

    private static String nested(Instant at, int groups) {
        StringJoiner rows = new StringJoiner(",");
        for (int i = 0; i < groups; i++) {
            rows.add(ROW.formatted("group-" + i, 1 + i % 5, 1_000 + i, 4_096L * (1_000 + i)));
        }
        return "{\"process_exporter\":[{\"timestamp\":\"%s\",\"processes\":[%s]}]}"
                .formatted(at, rows);
    }

    private static String flat(Instant at) {
        return """
        {"node_exporter":[{"timestamp":"%s","cpu_idle_seconds":7.5,"processes_running":2,\
        "memory_total_bytes":16000000000,"load_1min":0.5}],"process_exporter":[%s,%s]}"""
                .formatted(at, FLAT_ROW.formatted(at, "nginx"), FLAT_ROW.formatted(at, "postgres"));
    }
}
