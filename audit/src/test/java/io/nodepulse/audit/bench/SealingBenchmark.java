package io.nodepulse.audit.bench;

import io.nodepulse.audit.notary.Notary;
import io.nodepulse.audit.notary.StoreAppends;
import io.nodepulse.embedded.ValkeyOptions;
import io.nodepulse.embedded.ValkeyServer;
import io.nodepulse.events.EventTypes;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.ValkeyEventStore;

import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.redisson.api.RStream;
import org.redisson.api.stream.StreamMessageId;
import org.redisson.api.stream.StreamRangeArgs;
import org.redisson.client.codec.ByteArrayCodec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Entries a second: the seals of before beside the notary, over the same entries of one store, in
 * turns. Made servers of 150 groups, of which a fifth changes from scrape to scrape.
 *
 * <pre>
 * mvn -q -pl audit -am -Paudit-bench -DskipTests verify \
 *     -Dbench=io.nodepulse.audit.bench.SealingBenchmark
 * </pre>
 */
public final class SealingBenchmark {

    private static final int SERVERS = 50;
    private static final int SCRAPES = 600;
    private static final int GROUPS = 150;
    private static final int ROUNDS = 7;
    private static final String NAMESPACE = "sealing";

    private SealingBenchmark() {}

    /** Prints a line per round; the first ones warm up. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("sealing");
        ValkeyOptions options = ValkeyOptions.in(folder.resolve("valkey")).fsyncEverySecond();
        try (ValkeyServer valkey = ValkeyServer.start(options);
                ValkeyEventStore store =
                        ValkeyEventStore.open(
                                EventStoreSettings.at(valkey.uri()).withNamespace(NAMESPACE))) {
            fill(store);
            int entries = SERVERS * SCRAPES;
            System.out.printf("%,d entries of %d groups%n", entries, GROUPS);
            for (int round = 0; round < ROUNDS; round++) {
                double seals = entries / seconds(() -> seal(store));
                double signed = entries / notarySeconds(store, folder.resolve("n" + round));
                System.out.printf(
                        "seals %,9.0f entries/s   notary %,9.0f entries/s   %.2f times%n",
                        seals, signed, signed / seals);
            }
        }
    }

    private static double notarySeconds(ValkeyEventStore store, Path folder) {
        try (Notary notary = Notary.open(folder, Optional.empty(), new StoreAppends(store))) {
            return seconds(() -> notary.seal(0));
        }
    }

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    /** What a seal of before there were checkpoints took: each entry read, and its bytes hashed. */
    private static void seal(ValkeyEventStore store) {
        RStream<byte[], byte[]> events =
                store.connection()
                        .getStream("{" + NAMESPACE + ":0}:events", ByteArrayCodec.INSTANCE);
        long position = 0;
        MessageDigest chain = sha256();
        while (true) {
            Map<StreamMessageId, Map<byte[], byte[]>> page =
                    events.range(
                            StreamRangeArgs.startId(new StreamMessageId(position + 1, 0))
                                    .endId(StreamMessageId.MAX)
                                    .count(1000));
            for (Map.Entry<StreamMessageId, Map<byte[], byte[]>> entry : page.entrySet()) {
                MessageDigest digest = sha256();
                entry.getValue().values().forEach(digest::update);
                chain.update(digest.digest());
                position = entry.getKey().getId0();
            }
            if (page.isEmpty()) {
                return;
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void fill(ValkeyEventStore store) {
        Random random = new Random(1);
        double[][] cpu = new double[SERVERS][GROUPS];
        List<UUID> servers = new ArrayList<>();
        for (int server = 0; server < SERVERS; server++) {
            servers.add(new UUID(7, server));
        }
        for (int scrape = 0; scrape < SCRAPES; scrape++) {
            Instant at = Instant.ofEpochSecond(1_772_366_400L + scrape * 15L);
            List<CompletableFuture<?>> appends = new ArrayList<>();
            for (int server = 0; server < SERVERS; server++) {
                appends.add(append(store, scrape(random, servers.get(server), at, cpu[server])));
            }
            appends.forEach(CompletableFuture::join);
        }
    }

    private static List<ProcessSampled> scrape(
            Random random, UUID server, Instant at, double[] cpu) {
        List<ProcessSampled> samples = new ArrayList<>();
        for (int group = 0; group < GROUPS; group++) {
            cpu[group] += random.nextInt(5) == 0 ? random.nextInt(100) / 100.0 : 0;
            long pages = group * 100L + (random.nextInt(5) == 0 ? random.nextInt(50) : 0);
            samples.add(
                    new ProcessSampled(
                            server,
                            at,
                            "process-" + group,
                            1 + group % 4,
                            cpu[group],
                            4096 * pages));
        }
        return samples;
    }

    private static CompletableFuture<?> append(ValkeyEventStore store, List<?> events) {
        List<TaggedEventMessage<?>> tagged = new ArrayList<>();
        for (Object event : events) {
            EventMessage message = EventTypes.message(event);
            tagged.add(
                    new GenericTaggedEventMessage<>(
                            message, EventTypes.tagResolver().resolve(message)));
        }
        return store.engine(0)
                .appendEvents(AppendCondition.none(), null, tagged)
                .thenCompose(transaction -> transaction.commit(null));
    }
}
