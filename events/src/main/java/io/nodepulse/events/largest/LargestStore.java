package io.nodepulse.events.largest;

import io.nodepulse.events.store.valkey.EventStoreUnavailableException;
import io.nodepulse.events.store.valkey.ShardKeys;
import io.nodepulse.events.store.valkey.ValkeyReply;
import io.nodepulse.events.text.ClassPathText;
import io.nodepulse.events.wire.MalformedEntryException;

import org.jspecify.annotations.Nullable;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToIntFunction;

/**
 * The lists of each server in Valkey, a sorted set by time in the shard of the server, so that a
 * list that comes again or late changes nothing else. Thread-safe.
 */
public final class LargestStore {

    /** How long a list is kept. */
    public static final Duration KEPT = Duration.ofDays(1);

    /** Lists of one server; an agent sends one a minute. */
    public static final int MOST = 1_440;

    /** After this without a new list, the key goes with all that is in it. */
    private static final Duration LEFT_ALONE = KEPT.plusHours(1);

    private static final Logger log = LoggerFactory.getLogger(LargestStore.class);

    private static final String KEEP = ClassPathText.beside(LargestStore.class, "keep.lua");

    private final RedissonClient redisson;
    private final String namespace;
    private final ToIntFunction<UUID> shards;
    private final AtomicBoolean told = new AtomicBoolean();

    /**
     * @param shards the shard of each server
     */
    public LargestStore(RedissonClient redisson, String namespace, ToIntFunction<UUID> shards) {
        this.redisson = redisson;
        this.namespace = namespace;
        this.shards = shards;
    }

    /**
     * Keeps those lists of a server, or says in the log that it may not.
     *
     * @return completes when they are kept, or fails with {@link EventStoreUnavailableException}
     */
    public CompletableFuture<Void> keep(UUID serverId, List<LargestProcesses> lists) {
        if (lists.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        Instant newest =
                Collections.max(lists, Comparator.comparing(LargestProcesses::sampledAt))
                        .sampledAt();
        List<Object> arguments = new ArrayList<>();
        arguments.add(bytes(newest.minus(KEPT).toEpochMilli()));
        arguments.add(bytes(MOST));
        arguments.add(bytes(LEFT_ALONE.toMillis()));
        for (LargestProcesses list : lists) {
            arguments.add(bytes(list.sampledAt().toEpochMilli()));
            arguments.add(LargestFormat.write(list));
        }
        return redisson.getScript(ByteArrayCodec.INSTANCE)
                .evalAsync(
                        RScript.Mode.READ_WRITE,
                        KEEP,
                        RScript.ReturnType.LONG,
                        List.of(key(serverId)),
                        arguments.toArray())
                .toCompletableFuture()
                .handle(this::outcome);
    }

    private static byte[] bytes(long number) {
        return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Samples come with lists: a user of Valkey that was set up by an older version, and may not
     * keep any, must not stop them.
     */
    private @Nullable Void outcome(@Nullable Object done, @Nullable Throwable failure) {
        if (failure == null) {
            return null;
        }
        if (!ValkeyReply.isForbidden(failure)) {
            throw new EventStoreUnavailableException(
                    "Valkey does not answer: " + ValkeyReply.brief(failure), failure);
        }
        if (!told.getAndSet(true)) {
            log.warn(
                    "the processes behind groups are not kept: our user of Valkey may not, give it"
                            + " what this version asks for: {}",
                    ValkeyReply.brief(failure));
        }
        return null;
    }

    /**
     * The newest list up to that moment.
     *
     * @param oldest none from before this
     * @throws EventStoreUnavailableException if Valkey does not answer
     * @throws MalformedEntryException if there is something else in its place
     */
    public Optional<LargestProcesses> at(UUID serverId, Instant oldest, Instant moment) {
        return ValkeyReply.await(
                        redisson.<byte[]>getScoredSortedSet(key(serverId), ByteArrayCodec.INSTANCE)
                                .valueRangeReversedAsync(
                                        oldest.toEpochMilli(),
                                        true,
                                        moment.toEpochMilli(),
                                        true,
                                        0,
                                        1))
                .stream()
                .map(LargestFormat::read)
                .findFirst();
    }

    /**
     * Forgets all lists of a server.
     *
     * @throws EventStoreUnavailableException if Valkey does not answer
     */
    public void forget(UUID serverId) {
        ValkeyReply.await(redisson.getKeys().deleteAsync(key(serverId)));
    }

    private String key(UUID serverId) {
        return new ShardKeys(namespace, shards.applyAsInt(serverId)).largest(serverId);
    }
}
