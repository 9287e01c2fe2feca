package io.nodepulse.events.wire;

import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.Sampled;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * All {@link ProcessSampled} of one scrape as columns, in the order in which they were appended.
 * The arrays belong to this object and are never written after it was made.
 */
public final class ProcessScrape implements Sampled {

    private final UUID serverId;
    private final Instant sampledAt;
    final ProcessNames names;
    final int[] numProcs;
    final double[] cpuSeconds;
    final long[] residentBytes;

    ProcessScrape(
            UUID serverId,
            Instant sampledAt,
            ProcessNames names,
            int[] numProcs,
            double[] cpuSeconds,
            long[] residentBytes) {
        this.serverId = serverId;
        this.sampledAt = sampledAt;
        this.names = names;
        this.numProcs = numProcs;
        this.cpuSeconds = cpuSeconds;
        this.residentBytes = residentBytes;
    }

    /**
     * The columns of samples that were taken together.
     *
     * @throws IllegalArgumentException if they are not all of one server and one instant
     */
    public static ProcessScrape of(List<ProcessSampled> samples) {
        int count = samples.size();
        ProcessSampled first = samples.getFirst();
        ProcessScrape scrape =
                new ProcessScrape(
                        first.serverId(),
                        first.sampledAt(),
                        new ProcessNames(new String[count]),
                        new int[count],
                        new double[count],
                        new long[count]);
        for (int i = 0; i < count; i++) {
            ProcessSampled sample = samples.get(i);
            if (!sample.serverId().equals(scrape.serverId)
                    || !sample.sampledAt().equals(scrape.sampledAt)) {
                throw new IllegalArgumentException(
                        "sample " + i + " is not of the scrape of the first one");
            }
            scrape.names.names[i] = sample.processName();
            scrape.numProcs[i] = sample.numProcs();
            scrape.cpuSeconds[i] = sample.cpuSeconds();
            scrape.residentBytes[i] = sample.residentBytes();
        }
        return scrape;
    }

    /** The same scrape with other, but equal, strings for its names. */
    ProcessScrape sharingNames(UnaryOperator<String> shared) {
        String[] sharedNames = new String[size()];
        Arrays.setAll(sharedNames, i -> shared.apply(names.get(i)));
        return new ProcessScrape(
                serverId,
                sampledAt,
                new ProcessNames(sharedNames),
                numProcs,
                cpuSeconds,
                residentBytes);
    }

    @Override
    public UUID serverId() {
        return serverId;
    }

    @Override
    public Instant sampledAt() {
        return sampledAt;
    }

    /** How many process groups the scrape had. */
    public int size() {
        return names.size();
    }

    /** The names; the same object for scrapes that share them. */
    public ProcessNames names() {
        return names;
    }

    /** Processes of the group at that index of the append. */
    public int numProcs(int index) {
        return numProcs[index];
    }

    /** CPU counter of the group at that index of the append. */
    public double cpuSeconds(int index) {
        return cpuSeconds[index];
    }

    /** Resident set size of the group at that index of the append. */
    public long residentBytes(int index) {
        return residentBytes[index];
    }

    /** The event at that index of the append. */
    public ProcessSampled event(int index) {
        return new ProcessSampled(
                serverId,
                sampledAt,
                names.get(index),
                numProcs[index],
                cpuSeconds[index],
                residentBytes[index]);
    }

    /** All events, in the order of the append. */
    public List<ProcessSampled> events() {
        List<ProcessSampled> events = new ArrayList<>(size());
        for (int i = 0; i < size(); i++) {
            events.add(event(i));
        }
        return events;
    }
}
