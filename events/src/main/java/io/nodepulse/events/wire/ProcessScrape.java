package io.nodepulse.events.wire;

import io.nodepulse.events.Exporter;
import io.nodepulse.events.GroupForm;
import io.nodepulse.events.GroupSample;
import io.nodepulse.events.ProcessMetric;
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
 * All samples of one scrape of process groups as columns, in the order in which they were appended.
 * The arrays belong to this object and are never written after it was made.
 */
public final class ProcessScrape implements Sampled {

    private final Exporter exporter;
    private final UUID serverId;
    private final Instant sampledAt;
    final ProcessNames names;
    final int[] numProcs;
    final double[] cpuSeconds;
    final long[] residentBytes;
    final FigureColumns figures;

    /**
     * @param exporter one of process groups
     */
    ProcessScrape(
            Exporter exporter,
            UUID serverId,
            Instant sampledAt,
            ProcessNames names,
            int[] numProcs,
            double[] cpuSeconds,
            long[] residentBytes,
            FigureColumns figures) {
        this.exporter = exporter;
        this.serverId = serverId;
        this.sampledAt = sampledAt;
        this.names = names;
        this.numProcs = numProcs;
        this.cpuSeconds = cpuSeconds;
        this.residentBytes = residentBytes;
        this.figures = figures;
    }

    /**
     * The columns of samples that were taken together.
     *
     * @throws IllegalArgumentException if they are not all of one exporter, server and instant
     */
    public static ProcessScrape of(List<? extends GroupSample> samples) {
        GroupSample first = samples.getFirst();
        Builder builder =
                new Builder(first.exporter(), first.serverId(), first.sampledAt(), samples.size());
        for (GroupSample sample : samples) {
            if (sample.exporter() != first.exporter()
                    || !sample.serverId().equals(first.serverId())
                    || !sample.sampledAt().equals(first.sampledAt())) {
                throw new IllegalArgumentException(sample + " is not of the scrape of " + first);
            }
            builder.add(
                    sample.name(), sample.numProcs(), sample.cpuSeconds(), sample.memoryBytes());
            sample.figures().forEach(builder::figure);
        }
        return builder.build();
    }

    /** Takes the samples of one scrape one by one. Not thread-safe; used once. */
    public static final class Builder {

        private final Exporter exporter;
        private final UUID serverId;
        private final Instant sampledAt;
        private final String[] names;
        private final int[] numProcs;
        private final double[] cpuSeconds;
        private final long[] residentBytes;
        private final FigureColumns.Builder figures;
        private int size;

        /**
         * @param exporter one of process groups
         * @param size how many samples will come
         * @throws io.nodepulse.events.InvalidFieldException if the instant is none of a sample
         */
        public Builder(Exporter exporter, UUID serverId, Instant sampledAt, int size) {
            Require.wholeMillis(sampledAt);
            this.exporter = exporter;
            this.serverId = serverId;
            this.sampledAt = sampledAt;
            this.names = new String[size];
            this.numProcs = new int[size];
            this.cpuSeconds = new double[size];
            this.residentBytes = new long[size];
            this.figures = new FigureColumns.Builder(size);
        }

        /**
         * @throws io.nodepulse.events.InvalidFieldException if the values are none of a sample,
         *     naming the first that is not
         */
        public void add(String name, int numProcs, double cpuSeconds, long residentBytes) {
            ProcessSampled.requireValues(name, numProcs, cpuSeconds, residentBytes);
            this.names[size] = name;
            this.numProcs[size] = numProcs;
            this.cpuSeconds[size] = cpuSeconds;
            this.residentBytes[size] = residentBytes;
            size++;
        }

        /**
         * What else is known of the sample that was added last.
         *
         * @throws io.nodepulse.events.InvalidFieldException if that is no value of the figure
         */
        public void figure(ProcessMetric metric, double value) {
            metric.require(value);
            figures.put(metric.code(), size - 1, value);
        }

        /** The scrape, which must have as many samples as were announced. */
        public ProcessScrape build() {
            if (size == 0 || size != names.length) {
                throw new IllegalStateException(size + " samples of " + names.length);
            }
            return new ProcessScrape(
                    exporter,
                    serverId,
                    sampledAt,
                    new ProcessNames(names),
                    numProcs,
                    cpuSeconds,
                    residentBytes,
                    figures.build());
        }
    }

    /** The same scrape with other, but equal, strings for its names. */
    ProcessScrape sharingNames(UnaryOperator<String> shared) {
        String[] sharedNames = new String[size()];
        Arrays.setAll(sharedNames, i -> shared.apply(names.get(i)));
        return new ProcessScrape(
                exporter,
                serverId,
                sampledAt,
                new ProcessNames(sharedNames),
                numProcs,
                cpuSeconds,
                residentBytes,
                figures);
    }

    @Override
    public Exporter exporter() {
        return exporter;
    }

    /** How it is told from scrapes of other exporters. */
    GroupForm form() {
        return exporter.groups().orElseThrow();
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

    /** Memory of the group at that index of the append: of processes, their resident sets. */
    public long residentBytes(int index) {
        return residentBytes[index];
    }

    /** What else is known of its groups. */
    public FigureColumns figures() {
        return figures;
    }

    /** The event at that index of the append. */
    public GroupSample event(int index) {
        return form().maker()
                .make(
                        serverId,
                        sampledAt,
                        names.get(index),
                        numProcs[index],
                        cpuSeconds[index],
                        residentBytes[index],
                        figures.of(index));
    }

    /** All events, in the order of the append. */
    public List<GroupSample> events() {
        List<GroupSample> events = new ArrayList<>(size());
        for (int i = 0; i < size(); i++) {
            events.add(event(i));
        }
        return events;
    }
}
