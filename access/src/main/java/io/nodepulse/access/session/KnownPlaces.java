package io.nodepulse.access.session;

import io.nodepulse.access.account.ExpiringSecrets;
import io.nodepulse.access.account.Sha256;
import io.nodepulse.events.store.valkey.EventStoreUnavailableException;
import io.nodepulse.events.store.valkey.ValkeyReply;

import org.jspecify.annotations.Nullable;
import org.redisson.api.RBucket;
import org.redisson.api.RFuture;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

import java.time.Duration;

/**
 * From where somebody has got in before: the addresses, and the devices, which show a cookie. Who
 * guesses from elsewhere does not shut those out. Kept in Valkey, by hashes only: {@code
 * np:known-place:<SHA-256>} and {@code np:device:<SHA-256 of its cookie>}. Thread-safe.
 */
public final class KnownPlaces {

    /** How long a place is remembered after the last success. */
    static final Duration REMEMBERED = Duration.ofDays(90);

    private static final String YES = "1";

    private final RedissonClient valkey;
    private final String prefix;
    private final ExpiringSecrets devices;

    /**
     * @param namespace of the keys
     */
    public KnownPlaces(RedissonClient valkey, String namespace) {
        this.valkey = valkey;
        this.prefix = namespace + ":known-place:";
        this.devices = new ExpiringSecrets(valkey, namespace + ":device:");
    }

    /** Whether they got in from that address. */
    public boolean knows(String who, String address) {
        return ValkeyReply.to(() -> place(who, address).isExists());
    }

    /** They got in from there; completes when that is kept. */
    public RFuture<Void> remember(String who, String address) {
        return place(who, address).setAsync(YES, REMEMBERED);
    }

    /**
     * The same; returns when it is kept.
     *
     * @throws EventStoreUnavailableException if Valkey does not answer
     */
    void rememberNow(String who, String address) {
        ValkeyReply.await(remember(who, address));
    }

    /** The cookie of a device from which they got in. */
    String newDevice(String who) {
        return devices.keep(hashOf(who), REMEMBERED);
    }

    /** Whether that is the cookie of a device of theirs. */
    boolean isDeviceOf(String who, @Nullable String device) {
        return device != null
                && devices.find(device)
                        .filter(kept -> kept.equals(hashOf(who)) || kept.equals(who))
                        .isPresent();
    }

    /** Devices of before have the name itself. */
    private static String hashOf(String who) {
        return Sha256.hex("device\n" + who);
    }

    private RBucket<String> place(String who, String address) {
        return valkey.getBucket(prefix + Sha256.hex(who + "\n" + address), StringCodec.INSTANCE);
    }
}
