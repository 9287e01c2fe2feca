package io.nodepulse.events.store.read;

import io.nodepulse.events.Epoch;
import io.nodepulse.events.store.epoch.EpochHistory;
import io.nodepulse.events.store.epoch.EpochStart;
import io.nodepulse.events.store.epoch.ShardMarker;
import io.nodepulse.events.store.valkey.MomentaryRead;
import io.nodepulse.events.store.valkey.ShardKeys;
import io.nodepulse.events.store.valkey.ValkeyReply;

import org.jspecify.annotations.Nullable;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.Codec;
import org.redisson.client.codec.StringCodec;
import org.redisson.codec.CompositeCodec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads how far one shard goes, and in which epochs. Thread-safe. */
final class ShardHead {

    private static final Codec FIELDS =
            new CompositeCodec(StringCodec.INSTANCE, ByteArrayCodec.INSTANCE);

    private final RedissonClient redisson;
    private final ShardKeys keys;

    ShardHead(RedissonClient redisson, ShardKeys keys) {
        this.redisson = redisson;
        this.keys = keys;
    }

    /** How much there is, for whoever decides on it. */
    ShardMarker marker() {
        Map<String, byte[]> head =
                ValkeyReply.await(
                        redisson.<String, byte[]>getMap(keys.head(), FIELDS)
                                .getAllAsync(Set.of("sequence", "epoch")));
        return new ShardMarker(number(head.get("sequence")), Epoch.stored(head.get("epoch")));
    }

    /** The epochs of the shard, and how far it goes, as of one moment. */
    EpochHistory history() {
        MomentaryRead read = new MomentaryRead(redisson);
        Supplier<Map<String, byte[]>> head = read.hash(keys.head());
        Supplier<Map<String, byte[]>> epochs = read.hash(keys.epochs());
        read.run();
        List<EpochStart> starts = new ArrayList<>();
        epochs.get()
                .forEach(
                        (first, value) ->
                                starts.add(
                                        EpochStart.of(Long.parseLong(first), value)
                                                .lacking(head.get())));
        starts.sort(Comparator.comparingLong(EpochStart::first));
        return new EpochHistory(
                starts, number(head.get().get("sequence")), number(head.get().get("trimmed")));
    }

    private static long number(byte @Nullable [] text) {
        return text == null ? 0 : Long.parseLong(new String(text, StandardCharsets.US_ASCII));
    }

    /** A field of the shard's head. */
    Optional<String> text(String field) {
        return Optional.ofNullable(
                ValkeyReply.await(
                        redisson.<String, String>getMap(keys.head(), StringCodec.INSTANCE)
                                .getAsync(field)));
    }
}
