package io.nodepulse.access.account;

import io.nodepulse.events.store.valkey.EventStoreUnavailableException;
import io.nodepulse.events.store.valkey.ValkeyReply;

import org.redisson.api.RBucket;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

import java.time.Duration;
import java.util.Optional;

/**
 * Texts that Valkey keeps for a while, each under a secret of its own: key {@code <prefix><SHA-256
 * of the secret>}, so that who reads Valkey learns no secret. Thread-safe. Every call fails with
 * {@link EventStoreUnavailableException} if Valkey does not answer.
 */
public record ExpiringSecrets(RedissonClient valkey, String prefix) {

    /** Keeps it that long and returns its secret. */
    public String keep(String text, Duration length) {
        String secret = Secrets.next();
        ValkeyReply.to(
                () -> {
                    bucket(secret).set(text, length);
                    return true;
                });
        return secret;
    }

    /** By what a secret's text is known, also to who may not know the secret. */
    public static String idOf(String secret) {
        return Sha256.hex(secret);
    }

    /** The text of the secret of that id, if it is still there. */
    public Optional<String> findById(String id) {
        return Optional.ofNullable(ValkeyReply.to(() -> bucketById(id).get()));
    }

    /** Forgets the one of that id. */
    public void dropById(String id) {
        ValkeyReply.to(() -> bucketById(id).delete());
    }

    /** The text, if it is still there. */
    public Optional<String> find(String secret) {
        return Optional.ofNullable(ValkeyReply.to(() -> bucket(secret).get()));
    }

    /** The text, which is gone afterwards. */
    public Optional<String> take(String secret) {
        return Optional.ofNullable(ValkeyReply.to(() -> bucket(secret).getAndDelete()));
    }

    /** Replaces it, and keeps it that long from now on, if it is still there. */
    public void replace(String secret, String text, Duration length) {
        ValkeyReply.to(() -> bucket(secret).setIfExists(text, length));
    }

    /** Forgets it. */
    public void drop(String secret) {
        ValkeyReply.to(() -> bucket(secret).delete());
    }

    private RBucket<String> bucket(String secret) {
        return bucketById(idOf(secret));
    }

    private RBucket<String> bucketById(String id) {
        return valkey.getBucket(prefix + id, StringCodec.INSTANCE);
    }
}
