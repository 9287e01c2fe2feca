package io.nodepulse.access.factor;

import io.nodepulse.access.account.Sha256;
import io.nodepulse.events.store.valkey.ValkeyReply;

import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/**
 * Which codes were accepted, in Valkey and so by all instances together, for as long as they would
 * be right once more: key {@code <namespace>:second-factor-used:<SHA-256 of encrypted secret and
 * step>}. Thread-safe.
 */
public record UsedCodes(RedissonClient valkey, String namespace) {

    private static final String YES = "1";

    /** Whether the code of that step is used for the first time; from now on it is used. */
    boolean isFirstUse(String encryptedSecret, long step) {
        String key = namespace + ":second-factor-used:" + Sha256.hex(encryptedSecret + "\n" + step);
        return ValkeyReply.to(
                () ->
                        valkey.<String>getBucket(key, StringCodec.INSTANCE)
                                .setIfAbsent(YES, Totp.ACCEPTED));
    }
}
