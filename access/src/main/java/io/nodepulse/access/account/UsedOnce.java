package io.nodepulse.access.account;

import io.nodepulse.events.store.valkey.EventStoreUnavailableException;
import io.nodepulse.events.store.valkey.ValkeyReply;

import org.redisson.api.RBucket;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

import java.time.Duration;

/**
 * What was used and must not be once more, in Valkey and so by all instances together: key {@code
 * <prefix><SHA-256 of it>}. Thread-safe. Every call fails with {@link
 * EventStoreUnavailableException} if Valkey does not answer.
 */
public record UsedOnce(RedissonClient valkey, String prefix) {

    private static final String YES = "1";

    /**
     * Whether it is used for the first time; from now on it is used.
     *
     * @param kept how long it could be shown again
     */
    public boolean isFirstUse(String what, Duration kept) {
        return ValkeyReply.to(() -> bucket(what).setIfAbsent(YES, kept));
    }

    /** Whether it was used. */
    public boolean isUsed(String what) {
        return ValkeyReply.to(() -> bucket(what).isExists());
    }

    private RBucket<String> bucket(String what) {
        return valkey.getBucket(prefix + Sha256.hex(what), StringCodec.INSTANCE);
    }
}
