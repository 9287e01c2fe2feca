package io.nodepulse.events.segment;

import io.nodepulse.events.Epoch;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.UnitSampled;
import io.nodepulse.events.segment.SegmentAppend.Readable;
import io.nodepulse.events.segment.SegmentAppend.Unreadable;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.ProcessScrape;
import io.nodepulse.events.wire.RandomHistory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Seeded appends of some servers, with gaps, changes of the epoch, and entries that are none. */
final class RandomShard {

    private static final int SERVERS = 4;

    private final Random random;
    private final List<RandomHistory> servers;
    private long sequence;
    private Epoch epoch = Epoch.ORIGIN;

    RandomShard(long seed) {
        random = new Random(seed);
        servers =
                IntStream.range(0, SERVERS)
                        .mapToObj(server -> new RandomHistory(seed * SERVERS + server))
                        .toList();
        sequence = random.nextInt(1_000_000);
    }

    List<SegmentAppend> next(int count) {
        List<SegmentAppend> appends = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            appends.add(next());
        }
        return appends;
    }

    private SegmentAppend next() {
        if (random.nextInt(50) == 0) {
            epoch = new Epoch(random.nextLong());
            sequence += random.nextInt(1_000);
        }
        if (random.nextInt(50) == 0) {
            byte[] bytes = new byte[random.nextInt(50)];
            random.nextBytes(bytes);
            int events = 1 + random.nextInt(9);
            sequence += events;
            return new Unreadable(sequence, epoch, events, bytes);
        }
        Entry entry = entry(servers.get(random.nextInt(SERVERS)));
        sequence += entry.count();
        return new Readable(sequence, epoch, entry);
    }

    private Entry entry(RandomHistory server) {
        return switch (random.nextInt(10)) {
            case 0 -> new Entry.Events(server.nextStoredEvents());
            case 1, 2, 3 -> new Entry.Figures(server.nextHost());
            case 4, 5 -> new Entry.Processes(units(server.nextScrape()));
            default -> new Entry.Processes(ProcessScrape.of(server.nextScrape()));
        };
    }

    private static ProcessScrape units(List<ProcessSampled> processes) {
        return ProcessScrape.of(
                processes.stream()
                        .map(
                                each ->
                                        new UnitSampled(
                                                each.serverId(),
                                                each.sampledAt(),
                                                each.processName(),
                                                each.numProcs(),
                                                each.cpuSeconds(),
                                                each.residentBytes(),
                                                each.figures()))
                        .toList());
    }

    static byte[] segment(List<SegmentAppend> appends) throws IOException {
        SegmentWriter writer = new SegmentWriter(1, 4, 3);
        appends.forEach(writer::add);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.write(out);
        return out.toByteArray();
    }
}
