package io.nodepulse.events.store;

import io.nodepulse.events.wire.MalformedEntryException;

import org.redisson.api.RMap;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Entries that could not be read, by their id, with the reason. The entry itself stays where it is:
 * the history is not altered. Thread-safe.
 */
final class DeadLetters {

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    private final RMap<String, String> reasons;
    private final ShardKeys keys;

    DeadLetters(RedissonClient redisson, ShardKeys keys) {
        this.keys = keys;
        this.reasons = redisson.getMap(keys.deadLetters(), StringCodec.INSTANCE);
    }

    /** Keeps the reason; the same entry counts once however often it is read. */
    void setAside(RawEntry entry, MalformedEntryException reason) {
        String message = String.valueOf(reason.getMessage());
        if (reasons.fastPut(entry.id().toString(), message)) {
            log.error("{} cannot be read at {}: {}", keys.events(), entry.id(), message);
        }
    }

    /** How many entries of the shard were set aside. */
    int count() {
        return reasons.size();
    }
}
