package io.nodepulse.trials.bench.pipeline;

import io.nodepulse.events.Epoch;
import io.nodepulse.events.segment.SegmentAppend.Readable;
import io.nodepulse.events.segment.SegmentDirectory;
import io.nodepulse.events.segment.SegmentName;
import io.nodepulse.events.segment.SegmentWriter;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.ProcessScrape;
import io.nodepulse.trials.bench.query.GeneratedServer;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A history of made servers that is in segments of an hour alone, as after a restore: the scrapes
 * of some hours, 15 s apart, with births and deaths. Used by one thread.
 */
final class MadeArchive {

    private static final Duration INTERVAL = Duration.ofSeconds(15);
    private static final int SCRAPES_PER_HOUR = 240;
    private static final int LEVEL = 3;

    private final Path folder;
    private final List<GeneratedServer> servers;
    private final int hours;
    private final Instant begin;

    /**
     * @param folder for the segments
     * @param hours that each server has, the last ends now
     */
    MadeArchive(Path folder, long seed, int servers, int hours) {
        this.folder = folder;
        this.servers =
                LongStream.range(0, servers)
                        .mapToObj(each -> new GeneratedServer(seed + each, true))
                        .toList();
        this.hours = hours;
        this.begin = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofHours(hours));
    }

    /**
     * Writes the segments, and tells an empty Valkey of them.
     *
     * @return how many samples there are
     */
    long fill(EventStoreSettings valkey) throws IOException {
        List<Shard> shards =
                IntStream.range(0, valkey.shards())
                        .mapToObj(each -> new Shard(each, valkey.shards()))
                        .toList();
        try (ValkeyEventStore store =
                ValkeyEventStore.open(
                        valkey, new SegmentDirectory(folder), (appends, took) -> {})) {
            List<Integer> shardOf =
                    servers.stream().map(server -> store.shardOf(server.id())).toList();
            for (int hour = 0; hour < hours; hour++) {
                addHour(hour, shards, shardOf);
                for (Shard shard : shards) {
                    shard.write();
                }
            }
            for (Shard shard : shards) {
                store.shard(shard.number).restore().run(List.of(), sequence -> {});
            }
        }
        return shards.stream().mapToLong(shard -> shard.sequence).sum();
    }

    private void addHour(int hour, List<Shard> shards, List<Integer> shardOf) {
        for (int scrape = 0; scrape < SCRAPES_PER_HOUR; scrape++) {
            Instant at = begin.plus(INTERVAL.multipliedBy(1L + hour * SCRAPES_PER_HOUR + scrape));
            for (int i = 0; i < servers.size(); i++) {
                shards.get(shardOf.get(i))
                        .add(ProcessScrape.of(servers.get(i).samples(at, INTERVAL)));
            }
        }
    }

    /** The shard that is being written. */
    private final class Shard {

        private final int number;
        private final int shards;
        private long leaves;
        private long sequence;
        private SegmentWriter writer;
        private long firstLeaf;

        Shard(int number, int shards) {
            this.number = number;
            this.shards = shards;
            this.writer = new SegmentWriter(number, shards, LEVEL);
        }

        void add(ProcessScrape scrape) {
            sequence += scrape.size();
            writer.add(new Readable(sequence, Epoch.ORIGIN, new Entry.Processes(scrape)));
            leaves++;
        }

        void write() throws IOException {
            if (leaves == firstLeaf) {
                return;
            }
            Path own = Files.createDirectories(folder.resolve(SegmentName.folder(number)));
            Path file = own.resolve(new SegmentName(firstLeaf, leaves).toString());
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                writer.write(out);
            }
            writer = new SegmentWriter(number, shards, LEVEL);
            firstLeaf = leaves;
        }
    }
}
