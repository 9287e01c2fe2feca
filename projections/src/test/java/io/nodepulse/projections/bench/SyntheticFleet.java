package io.nodepulse.projections.bench;

import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.SampleMessage;
import io.nodepulse.events.wire.ProcessScrape;

import org.axonframework.messaging.eventhandling.EventMessage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Servers with as many process groups as a busy machine has: most idle, a third with CPU and memory
 * that move, all counters in hundredths of a second and all memory in pages.
 */
final class SyntheticFleet {

    private static final int PAGE = 4096;
    private static final int TICKS_PER_SECOND = 100;

    private final Random random = new Random(42);
    private final int groups;
    private final UUID[] servers;
    private final long[][] cpuTicks;
    private final long[][] pages;
    private long sequence;

    SyntheticFleet(int servers, int groups) {
        this.groups = groups;
        this.servers = new UUID[servers];
        this.cpuTicks = new long[servers][groups];
        this.pages = new long[servers][groups];
        for (int s = 0; s < servers; s++) {
            this.servers[s] = new UUID(random.nextLong(), random.nextLong());
            for (int g = 0; g < groups; g++) {
                cpuTicks[s][g] = random.nextLong(100_000_000);
                pages[s][g] = random.nextLong(300, 200_000);
            }
        }
    }

    int servers() {
        return servers.length;
    }

    int groups() {
        return groups;
    }

    /** The next scrape of one server. */
    EventMessage scrape(int server, Instant at, int secondsSinceLast) {
        List<ProcessSampled> samples = new ArrayList<>(groups);
        for (int g = 0; g < groups; g++) {
            move(server, g, secondsSinceLast);
            samples.add(
                    new ProcessSampled(
                            servers[server],
                            at,
                            "group-" + g,
                            g % 7 == 0 ? 4 : 1,
                            (double) cpuTicks[server][g] / TICKS_PER_SECOND,
                            pages[server][g] * PAGE));
        }
        long first = sequence + 1;
        sequence += groups;
        return SampleMessage.stored(0, first, ProcessScrape.of(samples));
    }

    private void move(int server, int group, int seconds) {
        if (group % 3 == 0) {
            cpuTicks[server][group] += random.nextInt(1 + seconds * TICKS_PER_SECOND / 4);
        }
        if (group % 3 == 1 && random.nextInt(3) == 0) {
            pages[server][group] = Math.max(1, pages[server][group] + random.nextInt(-50, 51));
        }
    }
}
