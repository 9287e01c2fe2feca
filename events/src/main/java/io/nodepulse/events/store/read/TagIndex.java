package io.nodepulse.events.store.read;

import io.nodepulse.events.store.valkey.ShardKeys;
import io.nodepulse.events.store.valkey.ValkeyReply;

import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RBatch;
import org.redisson.api.RFuture;
import org.redisson.api.RScoredSortedSet;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

import java.util.List;

/**
 * Which events of one shard carry a tag. The index is derived: one that is shorter than the shard
 * says it must be is not believed. Thread-safe.
 */
public final class TagIndex {

    private final RedissonClient redisson;
    private final ShardKeys keys;

    TagIndex(RedissonClient redisson, ShardKeys keys) {
        this.redisson = redisson;
        this.keys = keys;
    }

    /**
     * Whether an event carries that tag.
     *
     * @throws IndexDamagedException if the index has lost some
     */
    public boolean any(Tag tag) {
        return membersOf(tag) > 0;
    }

    /** Whether an event with that tag came after that sequence. */
    boolean anyAfter(Tag tag, long sequence) {
        return ValkeyReply.await(
                        members(tag)
                                .countAsync(
                                        (double) sequence, false, Double.POSITIVE_INFINITY, true))
                > 0;
    }

    /**
     * Sequences after {@code sequence} of the events with that tag, in order.
     *
     * @throws IndexDamagedException if the index has lost some
     */
    public List<Long> after(Tag tag, long sequence) {
        if (membersOf(tag) == 0) {
            return List.of();
        }
        return ValkeyReply.await(
                        members(tag)
                                .valueRangeAsync(
                                        (double) sequence, false, Double.POSITIVE_INFINITY, true))
                .stream()
                .map(TagIndex::sequenceOf)
                .toList();
    }

    /**
     * Sequences before {@code sequence} of the events with that tag, newest first, at most {@code
     * count}. The number of members is not looked at.
     */
    public List<Long> before(Tag tag, long sequence, int count) {
        return ValkeyReply.await(
                        members(tag)
                                .valueRangeReversedAsync(
                                        Double.NEGATIVE_INFINITY,
                                        true,
                                        (double) sequence,
                                        false,
                                        0,
                                        count))
                .stream()
                .map(TagIndex::sequenceOf)
                .toList();
    }

    private int membersOf(Tag tag) {
        RBatch read = redisson.createBatch();
        RFuture<Integer> members =
                read.getScoredSortedSet(keys.tag(tag), StringCodec.INSTANCE).sizeAsync();
        RFuture<String> counted =
                read.<String, String>getMap(keys.tagged(), StringCodec.INSTANCE)
                        .getAsync(keys.tag(tag));
        ValkeyReply.await(read.executeAsync());
        @Nullable String wanted = ValkeyReply.await(counted);
        int found = ValkeyReply.await(members);
        if (wanted != null && Integer.parseInt(wanted) != found) {
            throw new IndexDamagedException(keys.tag(tag), found, wanted);
        }
        return found;
    }

    private RScoredSortedSet<String> members(Tag tag) {
        return redisson.getScoredSortedSet(keys.tag(tag), StringCodec.INSTANCE);
    }

    /** A member is {@code <sequence>:<type>}. */
    private static long sequenceOf(String member) {
        return Long.parseLong(member.substring(0, member.indexOf(':')));
    }
}
