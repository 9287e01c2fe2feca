package io.nodepulse.projections.process;

import io.nodepulse.events.ProcessSampled;
import io.nodepulse.projections.stream.EventId;

import org.axonframework.messaging.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToIntFunction;

/** Finds the scrapes in a stream of samples: neighbours of one server and instant. */
final class ScrapeReader {

    private static final int KEY_SHIFT = 32;

    private ScrapeReader() {}

    /**
     * The samples of one scrape, in stream order.
     *
     * @param serverId the server
     * @param sampledAt when it was scraped
     * @param firstId identity of the first event
     * @param samples at least one
     */
    record Samples(UUID serverId, Instant sampledAt, long firstId, List<ProcessSampled> samples) {

        boolean holds(ProcessSampled sample) {
            return sample.sampledAt().equals(sampledAt) && sample.serverId().equals(serverId);
        }
    }

    /** The scrapes of a batch, in stream order. */
    static List<Samples> read(List<EventMessage> batch) {
        List<Samples> scrapes = new ArrayList<>();
        @Nullable Samples current = null;
        for (EventMessage message : batch) {
            if (!(message.payload() instanceof ProcessSampled sample)) {
                throw new IllegalArgumentException("not a process sample: " + message.type());
            }
            if (current == null || !current.holds(sample)) {
                current =
                        new Samples(
                                sample.serverId(),
                                sample.sampledAt(),
                                EventId.parse(message.identifier()).asLong(),
                                new ArrayList<>());
                scrapes.add(current);
            }
            current.samples().add(sample);
        }
        return scrapes;
    }

    /** All process names in those scrapes. */
    static Set<String> names(List<Samples> scrapes) {
        Set<String> names = new HashSet<>();
        for (Samples scrape : scrapes) {
            for (ProcessSampled sample : scrape.samples()) {
                names.add(sample.processName());
            }
        }
        return names;
    }

    /** The scrape as columns by key. Of two samples of the same name the later one counts. */
    static Scrape keyed(Samples scrape, int serverKey, ToIntFunction<String> keyOf) {
        List<ProcessSampled> samples = scrape.samples();
        long[] order = new long[samples.size()];
        for (int i = 0; i < order.length; i++) {
            long key = keyOf.applyAsInt(samples.get(i).processName());
            order[i] = key << KEY_SHIFT | i;
        }
        Arrays.sort(order);
        int size = 0;
        for (int i = 0; i < order.length; i++) {
            boolean isLastOfName =
                    i + 1 == order.length || order[i] >> KEY_SHIFT != order[i + 1] >> KEY_SHIFT;
            if (isLastOfName) {
                order[size++] = order[i];
            }
        }
        return columns(scrape, serverKey, order, size);
    }

    private static Scrape columns(Samples scrape, int serverKey, long[] order, int size) {
        int[] nameKeys = new int[size];
        int[] numProcs = new int[size];
        double[] cpuSeconds = new double[size];
        long[] residentBytes = new long[size];
        for (int i = 0; i < size; i++) {
            ProcessSampled sample = scrape.samples().get((int) order[i]);
            nameKeys[i] = (int) (order[i] >> KEY_SHIFT);
            numProcs[i] = sample.numProcs();
            cpuSeconds[i] = sample.cpuSeconds();
            residentBytes[i] = sample.residentBytes();
        }
        return new Scrape(
                serverKey,
                scrape.sampledAt().toEpochMilli(),
                scrape.firstId(),
                nameKeys,
                numProcs,
                cpuSeconds,
                residentBytes);
    }
}
