package io.nodepulse.events.store;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.wire.MalformedEntryException;

import org.redisson.api.RScoredSortedSet;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;

/**
 * What administrators did, as one shard tells it, newest first. Reads as it is iterated. Not
 * thread-safe.
 */
final class ActHistory implements Iterator<RecordedAct> {

    private static final Logger log = LoggerFactory.getLogger(ActHistory.class);
    private static final int ACTS_PER_READ = 64;

    private final Shard shard;
    private final RScoredSortedSet<String> acts;
    private final Queue<RecordedAct> ready = new ArrayDeque<>();
    private double before = Double.POSITIVE_INFINITY;

    /**
     * @param acts the index of {@link EventTypes#ACT} in that shard
     */
    private ActHistory(Shard shard, RScoredSortedSet<String> acts) {
        this.shard = shard;
        this.acts = acts;
    }

    /** Of that shard. */
    static ActHistory of(Shard shard, RedissonClient redisson) {
        return new ActHistory(
                shard,
                redisson.getScoredSortedSet(
                        shard.keys().tag(EventTypes.ACT), StringCodec.INSTANCE));
    }

    @Override
    public boolean hasNext() {
        boolean more = true;
        while (ready.isEmpty() && more) {
            more = readPage();
        }
        return !ready.isEmpty();
    }

    @Override
    public RecordedAct next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }

    /** When the next one happened; only if there is one. */
    Instant nextAt() {
        return ready.element().message().timestamp();
    }

    /** False if there is nothing older. */
    private boolean readPage() {
        Collection<String> members =
                ShardReader.await(
                        acts.valueRangeReversedAsync(
                                Double.NEGATIVE_INFINITY, true, before, false, 0, ACTS_PER_READ));
        for (String member : members) {
            long sequence = ShardReader.sequenceOf(member);
            shard.reader().holding(sequence).ifPresent(raw -> read(raw, sequence));
            before = sequence;
        }
        return !members.isEmpty();
    }

    private void read(RawEntry raw, long sequence) {
        try {
            ready.add(
                    new RecordedAct(
                            shard.keys().shard(),
                            sequence,
                            shard.decoder().decode(raw).message(sequence)));
        } catch (MalformedEntryException e) {
            log.error("{} entry {} cannot be read", shard.keys().events(), raw.id(), e);
        }
    }
}
