package io.nodepulse.events.store;

import io.nodepulse.events.store.read.ShardReader;
import io.nodepulse.events.store.valkey.ShardKeys;

import org.redisson.api.RFunction;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Works on the keys of shard 0 behind the store's back. */
public final class RawKeys implements AutoCloseable {

    private final RedissonClient redisson;
    private final String prefix;
    private final ShardReader reader;

    public RawKeys(EventStoreSettings settings) {
        this.redisson = TestStores.client(settings);
        this.reader = new ShardReader(redisson, new ShardKeys(settings.namespace(), 0));
        this.prefix = "{" + settings.namespace() + ":0}:";
    }

    /** Reads the shard past the store. */
    public ShardReader reader() {
        return reader;
    }

    /** The functions of all stores of that Valkey. */
    RFunction functions() {
        return redisson.getFunction();
    }

    /** The full name of a key of the shard. */
    public String name(String key) {
        return prefix + key;
    }

    /**
     * Runs a command on a key of the shard.
     *
     * @param words the command, the key without its prefix, and what follows
     */
    public String run(String... words) {
        List<Object> arguments = new ArrayList<>(Arrays.asList((Object[]) words));
        arguments.remove(1);
        return String.valueOf(
                redisson.getScript(StringCodec.INSTANCE)
                        .<Object>eval(
                                RScript.Mode.READ_WRITE,
                                "return redis.call(ARGV[1], KEYS[1], unpack(ARGV, 2))",
                                RScript.ReturnType.VALUE,
                                List.of(name(words[1])),
                                arguments.toArray()));
    }

    /** Runs a script on a key of the shard. */
    public void script(String script, String key) {
        redisson.getScript(StringCodec.INSTANCE)
                .<Object>eval(
                        RScript.Mode.READ_WRITE,
                        script,
                        RScript.ReturnType.VALUE,
                        List.of(name(key)));
    }

    /**
     * Keeps what the key holds aside, and puts something there that no command of ours works on.
     */
    public void replaceByWrongType(String key) {
        if (run("EXISTS", key).equals("1")) {
            run("RENAME", key, name("kept"));
        }
        if (isSortedSet(key)) {
            run("SET", key, "no index");
        } else {
            run("ZADD", key, "1", "no index");
        }
    }

    private static boolean isSortedSet(String key) {
        return key.startsWith("tag:") || key.equals("times");
    }

    /** Puts back what {@link #replaceByWrongType} kept aside. */
    public void restore(String key) {
        run("DEL", key);
        if (run("EXISTS", "kept").equals("1")) {
            run("RENAME", "kept", name(key));
        }
    }

    /** The next append cannot know that the one before it was of the same process. */
    public void forgetWriter() {
        run("HSET", "head", "epoch", "12345678");
    }

    /** Removes all keys of the shard. */
    public void flush() {
        redisson.getKeys().deleteByPattern(prefix.replace("{", "\\{") + "*");
    }

    /** Everything that the shard's keys hold, by key. */
    public Map<String, String> dump() {
        Map<String, String> dump = new TreeMap<>();
        for (String key : redisson.getKeys().getKeysByPattern(prefix.replace("{", "\\{") + "*")) {
            String hex =
                    redisson.getScript(StringCodec.INSTANCE)
                            .eval(
                                    RScript.Mode.READ_ONLY,
                                    "return redis.sha1hex(redis.call('DUMP', KEYS[1]))",
                                    RScript.ReturnType.VALUE,
                                    List.of(key));
            dump.put(key, hex);
        }
        return dump;
    }

    @Override
    public void close() {
        redisson.shutdown();
    }
}
