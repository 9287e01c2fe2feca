package io.nodepulse.events.store;

import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.redisson.Redisson;
import org.redisson.api.RBucket;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * The event store of the whole system: a connection to Valkey and one storage engine per shard. A
 * server's events all live in the shard of its id. Thread-safe; closing ends every open stream.
 */
public final class ValkeyEventStore implements AutoCloseable {

    private static final String LIBRARY = "nodepulse";

    private final RedissonClient redisson;
    private final ExecutorService executor;
    private final Set<TailStream> openStreams = ConcurrentHashMap.newKeySet();
    private final List<Shard> shards;

    private ValkeyEventStore(RedissonClient redisson, EventStoreSettings settings) {
        this.redisson = redisson;
        this.executor = Executors.newVirtualThreadPerTaskExecutor();
        this.shards =
                IntStream.range(0, settings.shards())
                        .mapToObj(shard -> new ShardKeys(settings.namespace(), shard))
                        .map(keys -> Shard.of(redisson, keys))
                        .toList();
    }

    /**
     * Connects, brings the append function to Valkey, and checks that the store has that many
     * shards.
     *
     * @throws EventStoreUnavailableException if Valkey cannot be reached
     * @throws IllegalArgumentException if the store was made with another number of shards
     */
    public static ValkeyEventStore open(EventStoreSettings settings) {
        RedissonClient redisson;
        try {
            redisson = Redisson.create(ValkeyConnection.config(settings));
        } catch (RedisException e) {
            throw new EventStoreUnavailableException("cannot reach Valkey: " + e.getMessage(), e);
        }
        try {
            redisson.getFunction().loadAndReplace(LIBRARY, library());
            checkShards(redisson, settings);
            return new ValkeyEventStore(redisson, settings);
        } catch (RuntimeException e) {
            redisson.shutdown();
            throw e;
        }
    }

    /** How many shards the store has. */
    public int shards() {
        return shards.size();
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

    @Override
    public void close() {
        List.copyOf(openStreams).forEach(TailStream::close);
        redisson.shutdown();
        executor.shutdownNow();
    }

    private static String library() {
        try (InputStream in = ValkeyEventStore.class.getResourceAsStream("append.lua")) {
            if (in == null) {
                throw new IllegalStateException("append.lua is not on the class path");
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
