package io.nodepulse.events.store.person;

import io.nodepulse.events.administration.PersonErased;
import io.nodepulse.events.store.valkey.ShardKeys;
import io.nodepulse.events.store.valkey.ValkeyReply;

import org.jspecify.annotations.Nullable;
import org.redisson.api.RMap;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * The hash with the keys, {@code {np:0}:persons}:
 *
 * <pre>
 * number         the wrapped key
 * of:trace       the number of whom the trace finds
 * check          what only the right file opens
 * </pre>
 *
 * Thread-safe.
 */
final class KeptKeys {

    private static final String TRACE = "of:";
    private static final String CHECK = "check";

    private final RMap<String, String> fields;
    private final String name;

    KeptKeys(RedissonClient redisson, ShardKeys keys) {
        this.name = keys.persons();
        this.fields = redisson.getMap(name, StringCodec.INSTANCE);
    }

    String name() {
        return name;
    }

    boolean any() {
        return ValkeyReply.await(fields.sizeAsync()) > 0;
    }

    @Nullable String numberAt(String trace) {
        return ValkeyReply.await(fields.getAsync(TRACE + trace));
    }

    @Nullable String key(String number) {
        return ValkeyReply.await(fields.getAsync(number));
    }

    /** The one that is there, which is this one if there was none. */
    String check(String ours) {
        ValkeyReply.await(fields.fastPutIfAbsentAsync(CHECK, ours));
        return Objects.requireNonNullElse(ValkeyReply.await(fields.getAsync(CHECK)), ours);
    }

    /**
     * Keeps a key. The key is there before it can be found.
     *
     * @return whether it is the one: somebody else may have been faster
     */
    boolean add(String trace, String number, String key) {
        if (!ValkeyReply.await(fields.fastPutIfAbsentAsync(number, key))) {
            return false;
        }
        if (ValkeyReply.await(fields.fastPutIfAbsentAsync(TRACE + trace, number))) {
            return true;
        }
        ValkeyReply.await(fields.fastRemoveAsync(number));
        return false;
    }

    void drop(String trace, String number) {
        ValkeyReply.await(fields.fastRemoveAsync(TRACE + trace, number));
    }

    /** Drops keys, and by what they are found. */
    void drop(Set<String> numbers) {
        if (numbers.isEmpty()) {
            return;
        }
        List<String> gone = new ArrayList<>(numbers);
        ValkeyReply.await(fields.readAllMapAsync())
                .forEach(
                        (field, value) -> {
                            if (field.startsWith(TRACE) && numbers.contains(value)) {
                                gone.add(field);
                            }
                        });
        ValkeyReply.await(fields.fastRemoveAsync(gone.toArray(String[]::new)));
    }

    Set<String> numbers() {
        return all().keySet();
    }

    /** The wrapped keys by their numbers. */
    Map<String, String> all() {
        Map<String, String> keys = new TreeMap<>();
        ValkeyReply.await(fields.readAllMapAsync())
                .forEach(
                        (field, value) -> {
                            if (PersonErased.isNumber(field)) {
                                keys.put(field, value);
                            }
                        });
        return keys;
    }
}
