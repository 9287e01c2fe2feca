package io.nodepulse.access.passkey;

import io.nodepulse.access.account.Secrets;
import io.nodepulse.access.account.UsedOnce;
import io.nodepulse.events.store.valkey.ValkeyReply;

import org.jspecify.annotations.Nullable;
import org.redisson.api.RBucket;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Challenges that nobody keeps, as anybody may ask for one: 128 random bits, the millisecond from
 * which it is too old, and an HMAC-SHA-256 of both. The key is one of the day on which it was made,
 * for all instances: {@code <namespace>:passkey-challenge-key:<day since 1970>} in Valkey. Only one
 * that was answered is kept, {@code <namespace>:passkey-signed:<SHA-256 of it>}, so that it is not
 * once more. Thread-safe.
 */
public record SignedChallenges(
        RedissonClient valkey, String namespace, Duration valid, InstantSource clock) {

    private static final String HMAC = "HmacSHA256";
    private static final int NONCE_BYTES = 16;
    private static final int SIGNED_BYTES = NONCE_BYTES + Long.BYTES;
    private static final int MAC_BYTES = 32;

    /** The key's day, and the last of its challenges. */
    private static final Duration KEY_KEPT = Duration.ofDays(2);

    /** Instances whose clocks differ by as much as it is valid take it once yet. */
    private static final int CLOCKS_DIFFER = 2;

    private static final SecureRandom RANDOM = new SecureRandom();

    byte[] next() {
        Instant end = clock.instant().plus(valid);
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] signed =
                ByteBuffer.allocate(SIGNED_BYTES).put(nonce).putLong(end.toEpochMilli()).array();
        return ByteBuffer.allocate(SIGNED_BYTES + MAC_BYTES)
                .put(signed)
                .put(mac(keyToSign(end), signed))
                .array();
    }

    /** Whether it is one of ours, new enough, and taken for the first time. */
    boolean take(byte[] challenge) {
        return isOurs(challenge) && isFirstUse(challenge);
    }

    private boolean isOurs(byte[] challenge) {
        if (challenge.length != SIGNED_BYTES + MAC_BYTES) {
            return false;
        }
        ByteBuffer parts = ByteBuffer.wrap(challenge);
        byte[] signed = new byte[SIGNED_BYTES];
        byte[] shown = new byte[MAC_BYTES];
        parts.get(signed).get(shown);
        Instant end = Instant.ofEpochMilli(ByteBuffer.wrap(signed).getLong(NONCE_BYTES));
        if (!clock.instant().isBefore(end)) {
            return false;
        }
        String key = ValkeyReply.to(() -> key(end).get());
        return key != null && MessageDigest.isEqual(mac(key, signed), shown);
    }

    private boolean isFirstUse(byte[] challenge) {
        return new UsedOnce(valkey, namespace + ":passkey-signed:")
                .isFirstUse(PasskeyAnswers.base64(challenge), valid.multipliedBy(CLOCKS_DIFFER));
    }

    private String keyToSign(Instant end) {
        @Nullable String known = ValkeyReply.to(() -> key(end).get());
        if (known != null) {
            return known;
        }
        String made = Secrets.next();
        boolean isOurs = ValkeyReply.to(() -> key(end).setIfAbsent(made, KEY_KEPT));
        return isOurs ? made : keyToSign(end);
    }

    private RBucket<String> key(Instant end) {
        long day = Math.floorDiv(end.toEpochMilli(), Duration.ofDays(1).toMillis());
        return valkey.getBucket(namespace + ":passkey-challenge-key:" + day, StringCodec.INSTANCE);
    }

    private static byte[] mac(String key, byte[] signed) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.US_ASCII), HMAC));
            return mac.doFinal(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }
}
