package io.nodepulse.commands.recordscrape;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;

import io.nodepulse.commands.Histories;
import io.nodepulse.commands.payload.ContractLimits;
import io.nodepulse.commands.payload.PayloadParser;
import io.nodepulse.commands.server.EventStores;
import io.nodepulse.commands.server.ServerCommand;
import io.nodepulse.commands.server.ServerLife;
import io.nodepulse.commands.server.Servers;
import io.nodepulse.embedded.EmbeddedValkey;
import io.nodepulse.embedded.ValkeyUser;
import io.nodepulse.events.EventTypes;
import io.nodepulse.events.Exporter;
import io.nodepulse.events.GroupSample;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.ServerRegistered;
import io.nodepulse.events.decide.Decider;
import io.nodepulse.events.service.ValkeyUsers;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.wire.ProcessScrape;

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
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Appends through the command bus to a real Valkey that syncs every write, beside raw pipelined
 * XADDs of the very bytes that were stored. Many servers send at once, each one scrape after the
 * other; every second round as the user of Valkey that a service is. Not part of the build; its
 * figures are to be read as ratios.
 *
 * <pre>
 * mvn -pl commands -am test -Dtest=AppendBenchmark -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dtest.jvm.args=-Xmx2g
 * </pre>
 */
class AppendBenchmark {

    private static final int ROUNDS = Integer.getInteger("rounds", 8);
    private static final int SERVERS = 1024;
    private static final int SCRAPES = 20;
    private static final int SHARDS = EventStoreSettings.DEFAULT_SHARDS;
    private static final int PIPELINE = 1024;
    private static final int KIND_EVENTS = 1;
    private static final Instant START = Instant.now().minusSeconds(3600);

    private final ProcessScrape recorded =
            (ProcessScrape)
                    new PayloadParser(ContractLimits.limits())
                            .parse(
                                    Histories.SERVER,
                                    new ByteArrayInputStream(
                                            RecordedBody.at(START).getBytes(UTF_8)),
                                    START)
                            .scrapesOf(Exporter.PROCESSES)
                            .getFirst();

    @Test
    void ratioToRawAdds() {
        for (int round = 1; round <= ROUNDS; round++) {
            String namespace = "append-" + UUID.randomUUID();
            boolean limited = round % 2 == 0;
            Cost commands = append(settings(namespace, limited));
            Cost raw = addRaw(namespace);
            System.out.printf(
                    "round %d, as %s: commands %s; raw XADD %s; ratio %.2f%n",
                    round,
                    limited ? "the service's user" : "who may do all",
                    describe(commands),
                    describe(raw),
                    (double) raw.nanos() / commands.nanos());
        }
    }

    private static EventStoreSettings settings(String namespace, boolean limited) {
        EventStoreSettings settings =
                EventStoreSettings.at(EmbeddedValkey.shared().uri()).withNamespace(namespace);
        if (!limited) {
            return settings;
        }
        ValkeyUser user =
                ValkeyUser.withNewPassword(namespace, ValkeyUsers.rules("commands", namespace));
        EmbeddedValkey.define(user);
        return settings.withLogin(user.name(), user.password());
    }

    private String describe(Cost cost) {
        int scrapes = SERVERS * SCRAPES;
        return "%,.0f samples/s, µs/scrape: JVM %.1f, Valkey %.1f"
                .formatted(
                        1e9 * scrapes * recorded.size() / cost.nanos(),
                        cost.jvmNanos() / 1e3 / scrapes,
                        cost.valkeyNanos() / 1e3 / scrapes);
    }

    /**
     * What something took.
     *
     * @param nanos by the clock
     * @param jvmNanos of this process's CPU
     * @param valkeyNanos of Valkey's CPU, to hundredths of a second
     */
    private record Cost(long nanos, long jvmNanos, long valkeyNanos) {

        static Cost now() {
            var os = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            Duration valkey =
                    ProcessHandle.of(EmbeddedValkey.shared().pid())
                            .flatMap(process -> process.info().totalCpuDuration())
                            .orElseThrow();
            return new Cost(System.nanoTime(), os.getProcessCpuTime(), valkey.toNanos());
        }

        Cost since(Cost start) {
            return new Cost(
                    nanos - start.nanos,
                    jvmNanos - start.jvmNanos,
                    valkeyNanos - start.valkeyNanos);
        }
    }

    /** What all scrapes of all servers take over the command bus. */
    private Cost append(EventStoreSettings settings) {
        try (ValkeyEventStore store = ValkeyEventStore.open(settings)) {
            Decider<ServerCommand, ServerLife> commands =
                    commands(serverId -> store.engine(store.shardOf(serverId)));
            List<List<RecordScrape>> perServer = new ArrayList<>();
            for (int server = 0; server < SERVERS; server++) {
                UUID id = UUID.randomUUID();
                register(store.engine(store.shardOf(id)), id);
                List<RecordScrape> scrapes = scrapes(id);
                commands.send(scrapes.removeFirst()).join();
                perServer.add(scrapes);
            }
            // Whatever lives for the whole run is out of the way of the young collections.
            System.gc();
            Cost start = Cost.now();
            perServer.stream()
                    .map(scrapes -> inOrder(commands, scrapes))
                    .toList()
                    .forEach(CompletableFuture::join);
            return Cost.now().since(start);
        }
    }

    private static CompletableFuture<?> inOrder(
            Decider<ServerCommand, ServerLife> commands, List<RecordScrape> scrapes) {
        CompletableFuture<?> all = CompletableFuture.completedFuture(null);
        for (RecordScrape scrape : scrapes) {
            all = all.thenCompose(before -> commands.send(scrape));
        }
        return all;
    }

    private List<RecordScrape> scrapes(UUID server) {
        List<RecordScrape> scrapes = new ArrayList<>();
        for (int i = 0; i <= SCRAPES; i++) {
            Instant at = ProcessSampled.toResolution(START.plusSeconds(15L * i));
            List<ProcessSampled> samples = new ArrayList<>();
            for (int group = 0; group < recorded.size(); group++) {
                GroupSample sample = recorded.event(group);
                double worked = group % 3 == 0 ? i * 0.07 : 0;
                samples.add(
                        new ProcessSampled(
                                server,
                                at,
                                sample.name(),
                                sample.numProcs(),
                                sample.cpuSeconds() + worked,
                                sample.memoryBytes()));
            }
            scrapes.add(
                    new RecordScrape(
                            new Push(server, Histories.FIRST_TOKEN, START),
                            ProcessScrape.of(samples)));
        }
        return scrapes;
    }

    /**
     * What the stored bytes take as bare pipelined XADDs, as many at once and to as many streams.
     */
    private static Cost addRaw(String namespace) {
        Config config = new Config();
        config.useSingleServer().setAddress(EmbeddedValkey.shared().uri());
        RedissonClient redisson = Redisson.create(config);
        try {
            List<List<Map<byte[], byte[]>>> pipelines = pipelines(redisson, namespace);
            Cost start = Cost.now();
            for (List<Map<byte[], byte[]>> pipeline : pipelines) {
                RBatch batch = redisson.createBatch();
                for (int i = 0; i < pipeline.size(); i++) {
                    var raw =
                            batch.<byte[], byte[]>getStream(
                                    namespace + "-raw-" + i % SHARDS, ByteArrayCodec.INSTANCE);
                    var _ = raw.addAsync(StreamAddArgs.entries(pipeline.get(i)));
                }
                batch.execute();
            }
            return Cost.now().since(start);
        } finally {
            redisson.getKeys().deleteByPattern("*" + namespace + "*");
            redisson.shutdown();
        }
    }

    /** The timed entries, as they were stored. */
    private static List<List<Map<byte[], byte[]>>> pipelines(
            RedissonClient redisson, String namespace) {
        List<Map<byte[], byte[]>> entries = new ArrayList<>();
        for (int shard = 0; shard < SHARDS; shard++) {
            RStream<byte[], byte[]> stored =
                    redisson.getStream(
                            "{" + namespace + ":" + shard + "}:events", ByteArrayCodec.INSTANCE);
            entries.addAll(
                    stored.range(
                                    StreamRangeArgs.startId(StreamMessageId.MIN)
                                            .endId(StreamMessageId.MAX))
                            .values());
        }
        entries.removeIf(entry -> entry.values().iterator().next()[1] == KIND_EVENTS);
        List<List<Map<byte[], byte[]>>> pipelines = new ArrayList<>();
        for (int from = 0; from < SERVERS * SCRAPES; from += PIPELINE) {
            pipelines.add(entries.subList(from, from + PIPELINE));
        }
        return pipelines;
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

    private static Decider<ServerCommand, ServerLife> commands(EventStores stores) {
        Decider<ServerCommand, ServerLife> commands =
                new Decider<>(
                        new SimpleCommandBus(
                                new SimpleUnitOfWorkFactory(EmptyApplicationContext.INSTANCE),
                                List.of()),
                        new Servers(stores, Runnable::run));
        commands.register(RecordScrape.class, RecordScrape::decide);
        return commands;
    }
}
