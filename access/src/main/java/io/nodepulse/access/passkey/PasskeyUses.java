package io.nodepulse.access.passkey;

import io.nodepulse.access.account.Sha256;
import io.nodepulse.events.store.valkey.ValkeyReply;

import org.redisson.api.RBucket;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The counters that passkeys have shown and when they did, in Valkey and so of all instances
 * together: key {@code <namespace>:passkey-use:<SHA-256 of the credential's id>}, text {@code
 * <counter> <epoch ms>}. What was lost begins anew with the next use: passkeys are checked by their
 * public keys, which are events. Thread-safe.
 */
public record PasskeyUses(RedissonClient valkey, String namespace) {

    /** An authenticator that lay that long shows any counter. */
    private static final Duration KEPT = Duration.ofDays(400);

    /**
     * A use.
     *
     * @param counter that it showed; 0 of passkeys that do not count
     * @param at when
     */
    record Use(long counter, Instant at) {

        private static Use read(String text) {
            int blank = text.indexOf(' ');
            return new Use(
                    Long.parseLong(text.substring(0, blank)),
                    Instant.ofEpochMilli(Long.parseLong(text.substring(blank + 1))));
        }

        private String text() {
            return counter + " " + at.toEpochMilli();
        }
    }

    Optional<Use> last(String credentialId) {
        return Optional.ofNullable(ValkeyReply.to(() -> bucket(credentialId).get())).map(Use::read);
    }

    /**
     * Keeps a use, and says whether its counter is one that nobody has shown meanwhile; two at the
     * same time are told apart.
     */
    boolean isNext(String credentialId, Use use) {
        String before = ValkeyReply.to(() -> bucket(credentialId).getAndSet(use.text(), KEPT));
        if (before == null || use.counter() == 0 || Use.read(before).counter() < use.counter()) {
            return true;
        }
        ValkeyReply.to(() -> bucket(credentialId).getAndSet(before, KEPT));
        return false;
    }

    private RBucket<String> bucket(String credentialId) {
        return valkey.getBucket(
                namespace + ":passkey-use:" + Sha256.hex(credentialId), StringCodec.INSTANCE);
    }
}
