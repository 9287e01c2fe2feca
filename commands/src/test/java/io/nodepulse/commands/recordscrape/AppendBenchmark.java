package io.nodepulse.commands.recordscrape;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.commands.Histories;
import io.nodepulse.commands.payload.PayloadLimits;
import io.nodepulse.commands.payload.PayloadParser;
import io.nodepulse.commands.payload.Scrape;
import io.nodepulse.commands.server.ServerCommands;
import io.nodepulse.commands.server.Servers;
import io.nodepulse.embedded.EmbeddedValkey;
import io.nodepulse.events.EventTypes;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.SampleEvent;
import io.nodepulse.events.ServerRegistered;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.ValkeyEventStore;

import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.messaging.commandhandling.SimpleCommandBus;
import org.axonframework.messaging.core.EmptyApplicationContext;
import org.axonframework.messaging.core.unitofwork.SimpleUnitOfWorkFactory;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.junit.jupiter.api.Test;
import org.redisson.Redisson;
import org.redisson.api.RBatch;
import org.redisson.api.RStream;
import org.redisson.api.RedissonClient;
import org.redisson.api.stream.StreamAddArgs;
import org.redisson.api.stream.StreamMessageId;
import org.redisson.api.stream.StreamRangeArgs;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.config.Config;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Appends through the command bus to a real Valkey that syncs every write, beside raw pipelined
 * XADDs of the very bytes that were stored. Many servers send at once, each one scrape after the
 * other. Not part of the build; its figures are to be read as ratios.
 *
 * <pre>
 * mvn -pl commands -am test -Dtest=AppendBenchmark -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dtest.jvm.args=-Xmx2g
 * </pre>
 */
class AppendBenchmark {

    private static final int ROUNDS = 5;
    private static final int SERVERS = 256;
    private static final int SCRAPES = 20;
    private static final int PIPELINE = 256;
    private static final Instant START = Instant.now().minusSeconds(3600);

    private final List<SampleEvent> recorded =
            new PayloadParser(PayloadLimits.defaults())
                    .parse(
                            Histories.SERVER,
                            new ByteArrayInputStream(RecordedBody.at(START).getBytes(UTF_8)),
                            START)
                    .processScrapes()
                    .getFirst()
                    .samples();

    @Test
    void ratioToRawAdds() {
        for (int round = 1; round <= ROUNDS; round++) {
            String namespace = "append-" + UUID.randomUUID();
            double appended = append(namespace);
            double raw = addRaw(namespace);
            long samples = (long) SERVERS * SCRAPES * recorded.size();
            System.out.printf(
                    "round %d: commands %,.0f samples/s, raw XADD %,.0f samples/s, ratio %.2f%n",
                    round, samples / appended, samples / raw, raw / appended);
        }
    }

    /** Seconds that all scrapes of all servers take over the command bus. */
    private double append(String namespace) {
        EventStoreSettings settings =
                EventStoreSettings.at(EmbeddedValkey.shared().uri())
                        .withNamespace(namespace)
                        .withShards(1);
        try (ValkeyEventStore store = ValkeyEventStore.open(settings)) {
            EventStorageEngine engine = store.engine(0);
            ServerCommands commands = commands(engine);
            List<List<RecordScrape>> perServer = new ArrayList<>();
            for (int server = 0; server < SERVERS; server++) {
                UUID id = UUID.randomUUID();
                register(engine, id);
                perServer.add(scrapes(id));
            }
            long start = System.nanoTime();
            perServer.stream()
                    .map(scrapes -> inOrder(commands, scrapes))
                    .toList()
                    .forEach(CompletableFuture::join);
            return (System.nanoTime() - start) / 1e9;
        }
    }

    private static CompletableFuture<?> inOrder(
            ServerCommands commands, List<RecordScrape> scrapes) {
        CompletableFuture<?> all = CompletableFuture.completedFuture(null);
        for (RecordScrape scrape : scrapes) {
            all = all.thenCompose(before -> commands.send(scrape));
        }
        return all;
    }

    private List<RecordScrape> scrapes(UUID server) {
        List<RecordScrape> scrapes = new ArrayList<>();
        for (int i = 0; i < SCRAPES; i++) {
            Instant at = ProcessSampled.toResolution(START.plusSeconds(15L * i));
            List<SampleEvent> samples = new ArrayList<>();
            for (int group = 0; group < recorded.size(); group++) {
                ProcessSampled sample = (ProcessSampled) recorded.get(group);
                double worked = group % 3 == 0 ? i * 0.07 : 0;
                samples.add(
                        new ProcessSampled(
                                server,
                                at,
                                sample.processName(),
                                sample.numProcs(),
                                sample.cpuSeconds() + worked,
                                sample.residentBytes()));
            }
            scrapes.add(
                    new RecordScrape(
                            new Push(server, Histories.FIRST_TOKEN, START),
                            new Scrape(at, samples)));
        }
        return scrapes;
    }

    /** Seconds that the stored bytes take as bare pipelined XADDs. */
    private static double addRaw(String namespace) {
        Config config = new Config();
        config.useSingleServer().setAddress(EmbeddedValkey.shared().uri());
        RedissonClient redisson = Redisson.create(config);
        try {
            RStream<byte[], byte[]> stored =
                    redisson.getStream("{" + namespace + ":0}:events", ByteArrayCodec.INSTANCE);
            List<Map<byte[], byte[]>> entries =
                    List.copyOf(
                            stored.range(
                                            StreamRangeArgs.startId(StreamMessageId.MIN)
                                                    .endId(StreamMessageId.MAX))
                                    .values());
            long start = System.nanoTime();
            for (int from = 0; from < entries.size(); from += PIPELINE) {
                RBatch batch = redisson.createBatch();
                var raw =
                        batch.<byte[], byte[]>getStream(
                                namespace + "-raw", ByteArrayCodec.INSTANCE);
                for (Map<byte[], byte[]> entry :
                        entries.subList(from, Math.min(entries.size(), from + PIPELINE))) {
                    var _ = raw.addAsync(StreamAddArgs.entries(entry));
                }
                batch.execute();
            }
            return (System.nanoTime() - start) / 1e9;
        } finally {
            redisson.getKeys().deleteByPattern("*" + namespace + "*");
            redisson.shutdown();
        }
    }

    private static void register(EventStorageEngine engine, UUID server) {
        EventMessage message =
                EventTypes.message(
                        new ServerRegistered(
                                server, "web-1", Histories.FIRST_TOKEN.hex(), Histories.AT));
        engine.appendEvents(
                        AppendCondition.none(),
                        null,
                        List.of(
                                new GenericTaggedEventMessage<>(
                                        message, EventTypes.tagResolver().resolve(message))))
                .thenCompose(transaction -> transaction.commit(null))
                .join();
    }

    private static ServerCommands commands(EventStorageEngine engine) {
        ServerCommands commands =
                new ServerCommands(
                        new SimpleCommandBus(
                                new SimpleUnitOfWorkFactory(EmptyApplicationContext.INSTANCE),
                                List.of()),
                        new Servers(serverId -> engine, Runnable::run),
                        serverId -> engine);
        commands.decideScrape(RecordScrape.class, RecordScrape::decide);
        return commands;
    }
}
