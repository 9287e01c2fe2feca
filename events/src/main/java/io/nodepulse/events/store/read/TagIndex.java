package io.nodepulse.events.store.read;

import io.nodepulse.events.store.valkey.MomentaryRead;
import io.nodepulse.events.store.valkey.ShardKeys;
import io.nodepulse.events.store.valkey.ValkeyReply;

import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RScoredSortedSet;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

import java.util.List;
import java.util.function.Supplier;

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

    private long membersOf(Tag tag) {
        MomentaryRead read = new MomentaryRead(redisson);
        Supplier<Long> members = read.size(keys.tag(tag));
        Supplier<@Nullable String> counted = read.field(keys.tagged(), keys.tag(tag));
        read.run();
        @Nullable String wanted = counted.get();
        long found = members.get();
        if (wanted != null && Long.parseLong(wanted) != found) {
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
