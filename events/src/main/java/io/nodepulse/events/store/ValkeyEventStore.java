package io.nodepulse.events.store;

import io.nodepulse.events.EventTypes;

import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.redisson.Redisson;
import org.redisson.api.RBucket;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/**
 * The event store of the whole system: a connection to Valkey and one storage engine per shard. A
 * server's events all live in the shard of its id. Thread-safe; closing ends every open stream.
 */
public final class ValkeyEventStore implements AutoCloseable {

    private static final String LIBRARY = "nodepulse";
    private static final List<String> FUNCTIONS =
            List.of("append.lua", "deadletter.lua", "trim.lua", "seal.lua");

    private final RedissonClient redisson;
    private final ExecutorService executor;
    private final Set<TailStream> openStreams = ConcurrentHashMap.newKeySet();
    private final List<Shard> shards;

    private ValkeyEventStore(
            RedissonClient redisson, EventStoreSettings settings, AppendObserver observer) {
        this.redisson = redisson;
        this.executor = Executors.newVirtualThreadPerTaskExecutor();
        this.shards =
                IntStream.range(0, settings.shards())
                        .mapToObj(shard -> new ShardKeys(settings.namespace(), shard))
                        .map(keys -> Shard.of(redisson, keys, settings, observer))
                        .toList();
    }

    /** The store, with nobody who hears of its appends. */
    public static ValkeyEventStore open(EventStoreSettings settings) {
        return open(settings, (appends, took) -> {});
    }

    /**
     * Connects, brings the append function to Valkey, and checks that the store has that many
     * shards.
     *
     * @param observer hears of each call that brought appends
     * @throws EventStoreUnavailableException if Valkey cannot be reached
     * @throws IllegalArgumentException if the store was made with another number of shards
     */
    public static ValkeyEventStore open(EventStoreSettings settings, AppendObserver observer) {
        RedissonClient redisson;
        try {
            redisson = Redisson.create(ValkeyConnection.config(settings));
        } catch (RedisException e) {
            throw new EventStoreUnavailableException("cannot reach Valkey: " + e.getMessage(), e);
        }
        try {
            redisson.getFunction().loadAndReplace(LIBRARY, library());
            checkShards(redisson, settings);
            return new ValkeyEventStore(redisson, settings, observer);
        } catch (RuntimeException e) {
            redisson.shutdown();
            throw e;
        }
    }

    /** How many shards the store has. */
    public int shards() {
        return shards.size();
    }

    /** How many appends of this process wait for a call that is under way. */
    public int waitingAppends() {
        return shards.stream().mapToInt(shard -> shard.appender().waiting()).sum();
    }

    /** The shard of that server: the same on every node, for as long as the store exists. */
    public int shardOf(UUID serverId) {
        long bits = serverId.getMostSignificantBits() ^ serverId.getLeastSignificantBits();
        return Math.floorMod(Long.hashCode(bits * 0x9E3779B97F4A7C15L), shards.size());
    }

    /** Axon's engine of that shard, with a token per event. */
    public EventStorageEngine engine(int shard) {
        return engine(shard, TokenGranularity.EVENT);
    }

    /** Axon's engine of that shard, with tokens of that granularity. */
    public EventStorageEngine engine(int shard, TokenGranularity granularity) {
        return new ValkeyStreamEngine(shards.get(shard), executor, openStreams, granularity);
    }

    /** Sequence of the last event of that shard, 0 if there is none. */
    public long head(int shard) {
        return shards.get(shard).reader().head();
    }

    /** What was set aside in that shard. */
    public DeadLetters deadLetters(int shard) {
        return shards.get(shard).deadLetters();
    }

    /**
     * Sets the entry of that event aside for a stage that cannot work on it.
     *
     * @param stage the projection's name
     */
    public void setAside(int shard, long sequence, String stage, String reason) {
        shards.get(shard)
                .reader()
                .holding(sequence)
                .ifPresent(entry -> deadLetters(shard).setAside(entry, stage, reason));
    }

    /**
     * How many entries of that shard a stage could not work on, and how many could not be read that
     * may hold events it wants.
     */
    public long deadLetters(int shard, String stage, EventCriteria wanted) {
        return deadLetters(shard).count(stage, new EntryFilter(wanted));
    }

    /**
     * A stage has worked on all events of that shard again, under another name. What it could work
     * on this time is no longer set aside.
     *
     * @param retry the name under which it did
     * @param wanted the events that it wants
     */
    public void retried(int shard, String stage, String retry, EventCriteria wanted) {
        EntryDecoder decoder = shards.get(shard).decoder();
        deadLetters(shard).retried(stage, retry, new EntryFilter(wanted), decoder::isReadable);
    }

    /** That stage is gone for good, and what it set aside with it. */
    public void forgetDeadLetters(int shard, String stage) {
        deadLetters(shard).forget(stage);
    }

    /**
     * The samples of that server and exporter that were taken in {@code [from, to]}, oldest first,
     * read as it is iterated.
     *
     * @param after samples up to this sequence are passed over; 0 for none
     */
    public Iterator<HistoryItem> history(
            UUID serverId, Exporter exporter, Instant from, Instant to, long after) {
        Shard shard = shards.get(shardOf(serverId));
        return new ServerHistory(
                shard, shard.scrapeIndex().between(serverId, exporter, from, to), after);
    }

    /** Whether that server was ever registered. */
    public boolean isRegistered(UUID serverId) {
        return shards.get(shardOf(serverId))
                .reader()
                .anyTagged(EventTypes.serverTag(serverId.toString()));
    }

    /** Whether an event with that tag came after that sequence of that shard: one short read. */
    public boolean anyTaggedAfter(int shard, Tag tag, long sequence) {
        return shards.get(shard).reader().anyTaggedAfter(tag, sequence);
    }

    /** What administrators did, newest first, read as it is iterated. */
    public Iterator<RecordedAct> acts() {
        return new MergedActs(
                shards.stream().map(shard -> ActHistory.of(shard, redisson)).toList());
    }

    /** The connection, for what is kept in Valkey beside the events. It closes with the store. */
    public RedissonClient connection() {
        return redisson;
    }

    /** How that shard stands. */
    public ShardFigures figures(int shard) {
        return shards.get(shard).figures();
    }

    /** Seals all entries of that shard that are not sealed yet. */
    public void seal(int shard) {
        for (SealChain chain : SealChain.values()) {
            shards.get(shard).sealer().sealAll(chain);
        }
    }

    /** The chain covers everything up to this sequence. */
    public long sealed(int shard, SealChain chain) {
        return shards.get(shard).sealer().sealed(chain);
    }

    /**
     * Recomputes a chain of seals.
     *
     * @param progress told the sequence up to which all is verified
     */
    public Verification verify(int shard, SealChain chain, LongConsumer progress) {
        Shard verified = shards.get(shard);
        return new SealVerifier(shard, verified.reader(), verified.sealer())
                .verify(chain, progress);
    }

    /**
     * That consumer needs nothing up to that sequence any more. From its first report on, retention
     * waits for it.
     */
    public void reportPassed(int shard, String consumer, long sequence) {
        shards.get(shard).retention().passed(consumer, sequence);
    }

    /** The consumer is gone for good: retention waits for it no more. */
    public void forgetConsumer(int shard, String consumer) {
        shards.get(shard).retention().forget(consumer);
    }

    /**
     * Removes the scrapes of that shard that are older, as far as they are sealed and every
     * consumer has passed them.
     *
     * @return how many entries went
     */
    public long trim(int shard, Instant olderThan) {
        Shard trimmed = shards.get(shard);
        long removed = trimmed.retention().trim(olderThan);
        trimmed.sealer().drop(SealChain.ALL, trimmed.reader().headField("trimmed"));
        return removed;
    }

    @Override
    public void close() {
        List.copyOf(openStreams).forEach(TailStream::close);
        redisson.shutdown();
        executor.shutdownNow();
    }

    private static String library() {
        StringBuilder source = new StringBuilder();
        for (String name : FUNCTIONS) {
            source.append(resource(name)).append('\n');
        }
        return source.toString();
    }

    private static String resource(String name) {
        try (InputStream in = ValkeyEventStore.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * With another number of shards servers would move, and their order of scrapes would be lost.
     */
    private static void checkShards(RedissonClient redisson, EventStoreSettings settings) {
        RBucket<String> stored =
                redisson.getBucket("{" + settings.namespace() + "}:shards", StringCodec.INSTANCE);
        String wanted = Integer.toString(settings.shards());
        stored.setIfAbsent(wanted);
        if (!wanted.equals(stored.get())) {
            throw new IllegalArgumentException(
                    "this event store was made with %s shards, not with %s"
                            .formatted(stored.get(), wanted));
        }
    }
}
