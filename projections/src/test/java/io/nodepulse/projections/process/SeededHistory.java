package io.nodepulse.projections.process;

import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.SampleMessage;
import io.nodepulse.events.wire.ProcessScrape;

import org.axonframework.messaging.eventhandling.EventMessage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A made-up life of one server, the same for the same seed: process groups are born, die, come back
 * and are renamed, counters reset, the agent is late, silent, irregular, and sends scrapes twice.
 */
final class SeededHistory {

    /**
     * How a history looks.
     *
     * @param groups process groups at the start
     * @param length from the first scrape to the last
     * @param interval usual time between scrapes
     */
    record Shape(int groups, Duration length, Duration interval) {}

    private static final long MIB = 1 << 20;

    private final UUID serverId;
    private final Random random;
    private final Shape shape;
    private final TreeMap<String, Group> groups = new TreeMap<>();
    private final TreeMap<String, Group> gone = new TreeMap<>();
    private long sequence;
    private int born;

    private static final class Group {
        private double cpuSeconds;
        private double load;
        private long residentBytes;
        private int numProcs = 1;
    }

    SeededHistory(long seed, Shape shape) {
        this.random = new Random(seed);
        this.serverId = new UUID(0x4e6f6465L, seed);
        this.shape = shape;
        for (int i = 0; i < shape.groups(); i++) {
            bear();
        }
    }

    UUID serverId() {
        return serverId;
    }

    /** Scrape by scrape, oldest first; the last one is not after that instant. */
    List<EventMessage> until(Instant end) {
        List<EventMessage> scrapes = new ArrayList<>();
        long endMs = end.toEpochMilli();
        long atMs = endMs - shape.length().toMillis();
        while (atMs <= endMs) {
            EventMessage scrape = scrape(Instant.ofEpochMilli(atMs));
            scrapes.add(scrape);
            if (oneIn(50)) {
                scrapes.add(scrape);
            }
            long elapsedMs = nextIntervalMs();
            live(elapsedMs);
            atMs += elapsedMs;
        }
        return scrapes;
    }

    private long nextIntervalMs() {
        long usual = shape.interval().toMillis();
        if (oneIn(60)) {
            return Duration.ofMinutes(5).toMillis() + random.nextInt(3) - 1;
        }
        if (oneIn(80)) {
            return Duration.ofMinutes(random.nextInt(1, 40)).toMillis();
        }
        return oneIn(3) ? usual / 2 + random.nextLong(usual) : usual;
    }

    private EventMessage scrape(Instant at) {
        List<ProcessSampled> samples = new ArrayList<>();
        groups.forEach(
                (name, group) -> {
                    boolean unseen = oneIn(200);
                    if (!unseen || samples.isEmpty()) {
                        samples.add(sample(at, name, group));
                    }
                });
        long first = sequence + 1;
        sequence += samples.size();
        return SampleMessage.stored(0, first, ProcessScrape.of(samples));
    }

    private ProcessSampled sample(Instant at, String name, Group group) {
        return new ProcessSampled(
                serverId,
                at,
                name,
                group.numProcs,
                Math.round(group.cpuSeconds * 100) / 100.0,
                group.residentBytes);
    }

    private void live(long elapsedMs) {
        for (Group group : groups.values()) {
            group.cpuSeconds += group.load * random.nextDouble() * elapsedMs / 1000;
            if (oneIn(3)) {
                group.residentBytes =
                        Math.max(4096, group.residentBytes + 4096L * random.nextInt(-200, 210));
            }
            if (oneIn(20)) {
                group.numProcs = random.nextInt(0, 12);
            }
            if (oneIn(400)) {
                group.cpuSeconds = random.nextDouble();
            }
        }
        if (oneIn(10)) {
            bear();
        }
        if (oneIn(10) && groups.size() > 1) {
            String dead = anyOf(groups);
            gone.put(dead, groups.remove(dead));
        }
        if (oneIn(15) && !gone.isEmpty()) {
            String back = anyOf(gone);
            groups.put(back, gone.remove(back));
        }
        if (oneIn(30)) {
            Group renamed = groups.remove(anyOf(groups));
            groups.put("group-" + born++, renamed);
        }
    }

    private void bear() {
        Group group = new Group();
        group.cpuSeconds = random.nextDouble(1000);
        group.load = oneIn(2) ? 0 : random.nextDouble() * random.nextInt(1, 5);
        group.residentBytes = random.nextLong(MIB, 800 * MIB);
        groups.put("group-" + born++, group);
    }

    private String anyOf(TreeMap<String, Group> from) {
        return new ArrayList<>(from.keySet()).get(random.nextInt(from.size()));
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }
}
