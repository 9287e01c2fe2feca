package io.nodepulse.access.factor;

import io.nodepulse.access.account.UsedOnce;

import org.redisson.api.RedissonClient;

/**
 * Which codes were accepted, in Valkey and so by all instances together, for as long as they would
 * be right once more: key {@code <namespace>:second-factor-used:<SHA-256 of encrypted secret and
 * step>}. Thread-safe.
 */
public record UsedCodes(UsedOnce used) {

    public UsedCodes(RedissonClient valkey, String namespace) {
        this(new UsedOnce(valkey, namespace + ":second-factor-used:"));
    }

    /** Whether the code of that step is used for the first time; from now on it is used. */
    boolean isFirstUse(String encryptedSecret, long step) {
        return used.isFirstUse(encryptedSecret + "\n" + step, Totp.ACCEPTED);
    }
}
