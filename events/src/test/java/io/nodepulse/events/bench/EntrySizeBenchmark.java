package io.nodepulse.events.bench;

import io.nodepulse.embedded.ValkeyOptions;
import io.nodepulse.embedded.ValkeyServer;
import io.nodepulse.events.Epoch;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.EntryFormat;
import io.nodepulse.events.wire.Keyframe;
import io.nodepulse.events.wire.ProcessScrape;

import org.redisson.Redisson;
import org.redisson.api.RStream;
import org.redisson.api.RedissonClient;
import org.redisson.api.stream.StreamAddArgs;
import org.redisson.api.stream.StreamMessageId;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.config.Config;

import java.io.IOException;
import java.nio.file.Files;
import java.util.UUID;

/**
 * Bytes per event in Valkey's memory, by how often a scrape is a keyframe. Six servers play the
 * recorded pages.
 *
 * <pre>
 * mvn -q -pl events -am -Pevents-bench -DskipTests verify \
 *     -Dbench=io.nodepulse.events.bench.EntrySizeBenchmark
 * </pre>
 */
public final class EntrySizeBenchmark {

    private static final int SERVERS = 6;
    private static final int[] SCRAPES_PER_KEYFRAME = {1, 5, 10, 20, 40};

    /** Valkey's own default, and what we configure. */
    private static final int[] NODE_BYTES = {4096, 32768};

    private static final byte[] FIELD = {'e'};

    private EntrySizeBenchmark() {}

    /** Prints a line per keyframe interval. */
    public static void main(String[] arguments) throws IOException {
        RecordedPages pages = RecordedPages.load();
        System.out.printf(
                "%d servers x %d scrapes, %d events, %.0f groups a scrape%n",
                SERVERS,
                pages.pages(),
                SERVERS * pages.samples(),
                (double) pages.samples() / pages.pages());
        System.out.println(
                "stream-node-max-bytes   keyframe every   bytes/event in memory   on the wire");
        for (int nodeBytes : NODE_BYTES) {
            measure(pages, nodeBytes);
        }
    }

    private static void measure(RecordedPages pages, int nodeBytes) throws IOException {
        ValkeyOptions options =
                ValkeyOptions.in(Files.createTempDirectory("entry-size"))
                        .fsyncEverySecond()
                        .withSetting("stream-node-max-bytes", Integer.toString(nodeBytes));
        try (ValkeyServer valkey = ValkeyServer.start(options)) {
            Config config = new Config();
            config.useSingleServer().setAddress(valkey.uri());
            RedissonClient redisson = Redisson.create(config);
            for (int interval : SCRAPES_PER_KEYFRAME) {
                System.out.printf("%21d   ", nodeBytes);
                measure(redisson, pages, interval);
            }
            redisson.shutdown();
        }
    }

    private static void measure(RedissonClient redisson, RecordedPages pages, int interval) {
        RStream<byte[], byte[]> stream =
                redisson.getStream("size:" + interval, ByteArrayCodec.INSTANCE);
        UUID[] servers = new UUID[SERVERS];
        Keyframe[] keyframes = new Keyframe[SERVERS];
        long sequence = 0;
        long wireBytes = 0;
        for (int page = 0; page < pages.pages(); page++) {
            for (int server = 0; server < SERVERS; server++) {
                servers[server] = servers[server] == null ? UUID.randomUUID() : servers[server];
                ProcessScrape scrape = ProcessScrape.of(pages.page(page, servers[server]));
                sequence += scrape.size();
                // servers do not write their keyframes all at once
                boolean key = keyframes[server] == null || (page + server) % interval == 0;
                byte[] bytes =
                        key
                                ? EntryFormat.encode(new Entry.Processes(scrape))
                                : EntryFormat.encodeDelta(scrape, keyframes[server]);
                if (key) {
                    keyframes[server] = new Keyframe(Epoch.ORIGIN, sequence, scrape);
                }
                wireBytes += bytes.length;
                stream.add(
                        new StreamMessageId(sequence, scrape.size()),
                        StreamAddArgs.entry(FIELD, bytes));
            }
        }
        System.out.printf(
                "%14d   %21.2f   %11.2f%n",
                interval, (double) stream.sizeInMemory() / sequence, (double) wireBytes / sequence);
    }
}
