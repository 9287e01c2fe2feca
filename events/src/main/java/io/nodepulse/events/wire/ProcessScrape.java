package io.nodepulse.events.wire;

import io.nodepulse.events.Exporter;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.Require;
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
        ProcessSampled first = samples.getFirst();
        Builder builder = new Builder(first.serverId(), first.sampledAt(), samples.size());
        for (ProcessSampled sample : samples) {
            if (!sample.serverId().equals(first.serverId())
                    || !sample.sampledAt().equals(first.sampledAt())) {
                throw new IllegalArgumentException(sample + " is not of the scrape of " + first);
            }
            builder.add(
                    sample.processName(),
                    sample.numProcs(),
                    sample.cpuSeconds(),
                    sample.residentBytes());
        }
        return builder.build();
    }

    /** Takes the samples of one scrape one by one. Not thread-safe; used once. */
    public static final class Builder {

        private final ProcessScrape scrape;
        private int size;

        /**
         * @param size how many samples will come
         * @throws io.nodepulse.events.InvalidFieldException if the instant is none of a sample
         */
        public Builder(UUID serverId, Instant sampledAt, int size) {
            Require.wholeMillis(sampledAt);
            this.scrape =
                    new ProcessScrape(
                            serverId,
                            sampledAt,
                            new ProcessNames(new String[size]),
                            new int[size],
                            new double[size],
                            new long[size]);
        }

        /**
         * @throws io.nodepulse.events.InvalidFieldException if the values are none of a sample,
         *     naming the first that is not
         */
        public void add(String name, int numProcs, double cpuSeconds, long residentBytes) {
            ProcessSampled.requireValues(name, numProcs, cpuSeconds, residentBytes);
            scrape.names.names[size] = name;
            scrape.numProcs[size] = numProcs;
            scrape.cpuSeconds[size] = cpuSeconds;
            scrape.residentBytes[size] = residentBytes;
            size++;
        }

        /** The scrape, which must have as many samples as were announced. */
        public ProcessScrape build() {
            if (size == 0 || size != scrape.size()) {
                throw new IllegalStateException(size + " samples of " + scrape.size());
            }
            return scrape;
        }
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
    public Exporter exporter() {
        return Exporter.PROCESSES;
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
    @Override
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
