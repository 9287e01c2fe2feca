package io.nodepulse.events.store;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.segment.SegmentArchive;
import io.nodepulse.events.store.append.AppendObserver;
import io.nodepulse.events.store.history.EventHistory;
import io.nodepulse.events.store.person.PersonKeys;
import io.nodepulse.events.store.stream.StreamUnit;
import io.nodepulse.events.store.stream.TailStream;
import io.nodepulse.events.store.valkey.EventStoreUnavailableException;
import io.nodepulse.events.store.valkey.FunctionLibrary;
import io.nodepulse.events.store.valkey.ShardKeys;
import io.nodepulse.events.store.valkey.StoreFormat;

import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * The event store of the whole system: a connection to Valkey and one storage engine per shard. A
 * server's events all live in the shard of its id. Thread-safe; closing ends every open stream.
 */
public final class ValkeyEventStore implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ValkeyEventStore.class);

    private final RedissonClient redisson;
    private final ExecutorService executor;
    private final Set<TailStream> openStreams = ConcurrentHashMap.newKeySet();
    private final PersonKeys persons;
    private final List<Shard> shards;
    private final EventHistory history;

    private ValkeyEventStore(
            RedissonClient redisson,
            EventStoreSettings settings,
            SegmentArchive archive,
            AppendObserver observer,
            @Nullable Path personsKey) {
        this.redisson = redisson;
        this.executor = Executors.newVirtualThreadPerTaskExecutor();
        this.persons =
                new PersonKeys(
                        redisson,
                        new ShardKeys(settings.namespace(), EventTypes.ACCOUNT_SHARD),
                        personsKey,
                        System::nanoTime);
        this.shards =
                IntStream.range(0, settings.shards())
                        .mapToObj(shard -> new ShardKeys(settings.namespace(), shard))
                        .map(
                                keys ->
                                        new Shard(
                                                redisson, keys, settings, archive, observer,
                                                persons))
                        .toList();
        this.history =
                new EventHistory(shards.stream().map(Shard::history).toList(), this::shardOf);
    }

    /** The store without segments, with nobody who hears of its appends. */
    public static ValkeyEventStore open(EventStoreSettings settings) {
        return open(settings, SegmentArchive.NONE, (appends, took) -> {});
    }

    /** The store of a program that seals nothing of persons. */
    public static ValkeyEventStore open(
            EventStoreSettings settings, SegmentArchive archive, AppendObserver observer) {
        return open(settings, archive, observer, null);
    }

    /**
     * Connects, brings the append function to Valkey, and checks that the store has that many
     * shards.
     *
     * @param archive where what retention removes from Valkey is read on
     * @param observer hears of each call that brought appends
     * @param personsKey file of the key of persons; null where what is written of them is not
     *     sealed
     * @throws EventStoreUnavailableException if Valkey cannot be reached
     * @throws IllegalArgumentException if the store was made with another number of shards
     */
    public static ValkeyEventStore open(
            EventStoreSettings settings,
            SegmentArchive archive,
            AppendObserver observer,
            @Nullable Path personsKey) {
        RedissonClient redisson;
        try {
            redisson = Redisson.create(ValkeyConnection.config(settings));
        } catch (RedisException e) {
            throw new EventStoreUnavailableException("cannot reach Valkey: " + e.getMessage(), e);
        }
        try {
            StoreFormat.claim(redisson, settings.namespace(), settings.shards());
            ValkeyEventStore store =
                    new ValkeyEventStore(redisson, settings, archive, observer, personsKey);
            store.prepareShards();
            return store;
        } catch (RuntimeException e) {
            redisson.shutdown();
            throw e;
        }
    }

    /** A shard that does not answer gets the functions with the first append that it takes. */
    private void prepareShards() {
        List<CompletableFuture<Void>> brought =
                shards.stream()
                        .map(shard -> CompletableFuture.runAsync(() -> prepare(shard), executor))
                        .toList();
        brought.forEach(CompletableFuture::join);
    }

    private void prepare(Shard shard) {
        try {
            new FunctionLibrary(redisson, shard.keys().head()).ensure();
            StoreFormat.copyTo(redisson, shard.keys(), shards.size());
        } catch (EventStoreUnavailableException e) {
            log.warn("{} does not answer yet: {}", shard.keys().head(), e.getMessage());
        }
    }

    /** The shards that do not answer at the moment. */
    public List<Integer> shardsAway() {
        List<CompletableFuture<Boolean>> answers =
                shards.stream()
                        .map(shard -> CompletableFuture.supplyAsync(shard::answers, executor))
                        .toList();
        return IntStream.range(0, shards.size())
                .filter(shard -> !answers.get(shard).join())
                .boxed()
                .toList();
    }

    /** How many shards the store has. */
    public int shards() {
        return shards.size();
    }

    /** How many appends of this process wait for a call that is under way. */
    public int waitingAppends() {
        return shards.stream().mapToInt(shard -> shard.waitingAppends()).sum();
    }

    /** Memory of each server of Valkey that takes events. */
    public List<ValkeyMemory> memory() {
        return ValkeyMemory.of(redisson);
    }

    /** The shard of that server: the same on every node, for as long as the store exists. */
    public int shardOf(UUID serverId) {
        long bits = serverId.getMostSignificantBits() ^ serverId.getLeastSignificantBits();
        return Math.floorMod(Long.hashCode(bits * 0x9E3779B97F4A7C15L), shards.size());
    }

    /** Axon's engine of that shard, with a token per event. */
    public EventStorageEngine engine(int shard) {
        return engine(shard, StreamUnit.EVENT);
    }

    /** Axon's engine of that shard, with tokens of that unit. */
    public EventStorageEngine engine(int shard, StreamUnit unit) {
        return new ValkeyStreamEngine(shards.get(shard), executor, openStreams, unit);
    }

    /** That shard, for whoever follows, proves, repairs or trims it. */
    public Shard shard(int shard) {
        return shards.get(shard);
    }

    /** The keys under which what is written of persons is sealed. */
    public PersonKeys persons() {
        return persons;
    }

    /** The past of servers and of the system itself. */
    public EventHistory history() {
        return history;
    }

    /** The connection, for what is kept in Valkey beside the events. It closes with the store. */
    public RedissonClient connection() {
        return redisson;
    }

    @Override
    public void close() {
        List.copyOf(openStreams).forEach(TailStream::close);
        redisson.shutdown();
        executor.shutdownNow();
    }
}
