package io.nodepulse.events.store.valkey;

import org.redisson.api.RBucket;
import org.redisson.api.RFuture;
import org.redisson.api.RMap;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What a store says of itself under {@code {namespace}:shards}: how many shards it has, and the
 * version of keys, entries and functions. Programs of before there were versions compare the whole
 * text with their number of shards, and refuse the store because of what is added to it.
 *
 * @param shards how many
 * @param version {@value #VERSION}, or 1 where nothing was added yet
 */
public record StoreFormat(int shards, int version) {

    /** The version that this program writes, and the newest that it reads. */
    static final int VERSION = 2;

    private static final Logger log = LoggerFactory.getLogger(StoreFormat.class);
    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})(?:, format (\\d{1,9}))?");

    /** Field of each shard's head with the same text, for when the key's node is away. */
    private static final String COPY = "format";

    /**
     * Checks that the store is one that this program may work on, and marks it with this version.
     * In a cluster the node with that key may be away: then what a shard says counts. Where none
     * says anything, a failover is waited for.
     *
     * @throws IllegalArgumentException if it has another number of shards or a newer version
     * @throws EventStoreUnavailableException if Valkey does not answer
     */
    public static void claim(RedissonClient redisson, String namespace, int shards) {
        AwaitedFailover.call(() -> claimNow(redisson, namespace, shards));
    }

    private static void claimNow(RedissonClient redisson, String namespace, int shards) {
        try {
            claimKey(redisson, namespace, shards);
        } catch (EventStoreUnavailableException e) {
            StoreFormat copy = anyCopy(redisson, namespace, shards).orElseThrow(() -> e);
            log.warn("the store's format is taken from a shard: {}", e.getMessage());
            copy.check(shards);
        }
    }

    /** Gives a shard its copy; who may not write it leaves that to the others. */
    public static void copyTo(RedissonClient redisson, ShardKeys keys, int shards) {
        RMap<String, String> head = head(redisson, keys);
        String ours = new StoreFormat(shards, VERSION).toString();
        if (!ours.equals(ValkeyReply.await(head.getAsync(COPY)))) {
            ifAllowed(head.fastPutAsync(COPY, ours));
        }
    }

    private static Optional<StoreFormat> anyCopy(
            RedissonClient redisson, String namespace, int shards) {
        List<CompletableFuture<Optional<StoreFormat>>> asked =
                IntStream.range(0, shards)
                        .mapToObj(shard -> new ShardKeys(namespace, shard))
                        .map(keys -> CompletableFuture.supplyAsync(() -> copyOf(redisson, keys)))
                        .toList();
        return asked.stream().map(CompletableFuture::join).flatMap(Optional::stream).findFirst();
    }

    private static Optional<StoreFormat> copyOf(RedissonClient redisson, ShardKeys keys) {
        try {
            return Optional.ofNullable(ValkeyReply.await(head(redisson, keys).getAsync(COPY)))
                    .map(StoreFormat::parse);
        } catch (EventStoreUnavailableException e) {
            return Optional.empty();
        }
    }

    private static RMap<String, String> head(RedissonClient redisson, ShardKeys keys) {
        return redisson.getMap(keys.head(), StringCodec.INSTANCE);
    }

    private static void claimKey(RedissonClient redisson, String namespace, int shards) {
        RBucket<String> stored =
                redisson.getBucket("{" + namespace + "}:shards", StringCodec.INSTANCE);
        String ours = new StoreFormat(shards, VERSION).toString();
        String text = ValkeyReply.await(stored.getAsync());
        if (text == null) {
            ifAllowed(stored.setIfAbsentAsync(ours));
            text = ValkeyReply.await(stored.getAsync());
        }
        StoreFormat found = text == null ? parse(ours) : parse(text);
        found.check(shards);
        if (found.version < VERSION) {
            log.info("the event store is taken from format {} to {}", found.version, VERSION);
            ifAllowed(stored.compareAndSetAsync(text, ours));
        }
    }

    private static void ifAllowed(RFuture<?> write) {
        try {
            ValkeyReply.await(write);
        } catch (EventStoreUnavailableException e) {
            if (!ValkeyReply.isForbidden(e)) {
                throw e;
            }
        }
    }

    private void check(int wanted) {
        if (version > VERSION) {
            throw new IllegalArgumentException(
                    "this event store has format %d, and this program knows formats up to %d: start the newer program"
                            .formatted(version, VERSION));
        }
        // With another number servers would move, and their order of scrapes would be lost.
        if (shards != wanted) {
            throw new IllegalArgumentException(
                    "this event store was made with %d shards, not with %d"
                            .formatted(shards, wanted));
        }
    }

    private static StoreFormat parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "this is no event store: its number of shards is '" + text + "'");
        }
        return new StoreFormat(
                Integer.parseInt(parts.group(1)),
                parts.group(2) == null ? 1 : Integer.parseInt(parts.group(2)));
    }

    @Override
    public String toString() {
        return shards + ", format " + version;
    }
}
