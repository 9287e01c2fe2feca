package io.nodepulse.trials.torture;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One process group as an agent saw it. What a stubborn agent makes up tells whose it is: no other
 * agent has that name, no other scrape of the agent these figures.
 *
 * @param name such as {@code a3-p07}
 */
record PushedSample(String name, long numProcs, double cpuSeconds, long residentBytes) {

    /** How many make a scrape. */
    static final int OF_A_SCRAPE = 20;

    private static final int LASTING = 16;
    private static final int SCRAPES_OF_A_LIFE = 50;
    private static final int SIZES = 1_000;
    private static final double CPU_SECONDS_OF_A_SCRAPE = 0.25;
    private static final long PAGE_BYTES = 4096;

    /** Recognizes the names that stubborn agents make up. */
    static boolean isMadeUp(String name) {
        return name.matches("a\\d+-p\\d\\d(-\\d+)?");
    }

    /** The whole scrape of that number, counted per agent. */
    static List<PushedSample> ofScrape(int agent, int scrape) {
        return IntStream.range(0, OF_A_SCRAPE).mapToObj(i -> of(agent, scrape, i)).toList();
    }

    private static PushedSample of(int agent, int scrape, int process) {
        String name = "a%d-p%02d".formatted(agent, process);
        // The last ones end and others begin, so that new names come as long as it runs.
        String life = process < LASTING ? "" : "-" + scrape / SCRAPES_OF_A_LIFE;
        int whose = agent * OF_A_SCRAPE + process;
        return new PushedSample(
                name + life,
                1 + scrape % 5,
                1_000.0 * whose + CPU_SECONDS_OF_A_SCRAPE * scrape,
                PAGE_BYTES * (1 + (long) whose * SIZES + scrape % SIZES));
    }

    String json() {
        return "{\"name\":\"%s\",\"num_procs\":%d,\"cpu_seconds\":%s,\"memory_bytes\":%d}"
                .formatted(name, numProcs, cpuSeconds, residentBytes);
    }
}
