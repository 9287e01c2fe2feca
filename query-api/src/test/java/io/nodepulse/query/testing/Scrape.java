package io.nodepulse.query.testing;

import java.util.List;

/** What an agent sent at one moment. */
public record Scrape(long atMillis, List<Sample> samples) {

    /** One process group of a scrape. */
    public record Sample(String name, int numProcs, double cpuSeconds, long residentBytes) {}
}
