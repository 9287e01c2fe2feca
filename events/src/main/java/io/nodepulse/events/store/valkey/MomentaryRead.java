package io.nodepulse.events.store.valkey;

import org.jspecify.annotations.Nullable;
import org.redisson.api.RedissonClient;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Reads of several keys of one shard that all see it as of the same moment, by one call, also where
 * Valkey's memory is full. What a read found is there once {@link #run} has returned. Not
 * thread-safe.
 */
public final class MomentaryRead {

    private final RedissonClient redisson;
    private final List<String> keys = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private List<@Nullable Object> answers = List.of();
    private int reads;

    public MomentaryRead(RedissonClient redisson) {
        this.redisson = redisson;
    }

    /** All fields of a hash; none if there is no such key. */
    public Supplier<Map<String, byte[]>> hash(String key) {
        int read = add("HGETALL", key);
        return () -> {
            Map<String, byte[]> fields = new LinkedHashMap<>();
            List<?> pairs = list(read);
            for (int i = 0; i < pairs.size(); i += 2) {
                fields.put(text(pairs.get(i)), (byte[]) pairs.get(i + 1));
            }
            return fields;
        };
    }

    /** All fields of a hash of texts. */
    public Supplier<Map<String, String>> texts(String key) {
        Supplier<Map<String, byte[]>> fields = hash(key);
        return () -> {
            Map<String, String> texts = new LinkedHashMap<>();
            fields.get().forEach((field, value) -> texts.put(field, text(value)));
            return texts;
        };
    }

    /** One field of a hash as a text. */
    public Supplier<@Nullable String> field(String key, String field) {
        int read = add("HGET", key, field);
        return () -> {
            Object found = answers.get(read);
            return found == null ? null : text(found);
        };
    }

    /** A string. */
    public Supplier<byte @Nullable []> bytes(String key) {
        int read = add("GET", key);
        return () -> (byte[]) answers.get(read);
    }

    /** The members of a sorted set with their scores, by score. */
    public Supplier<List<ScoredMember>> members(String key) {
        int read = add("ZRANGE", key, "0", "-1", "WITHSCORES");
        return () -> {
            List<ScoredMember> members = new ArrayList<>();
            List<?> pairs = list(read);
            for (int i = 0; i < pairs.size(); i += 2) {
                members.add(
                        new ScoredMember(
                                text(pairs.get(i)), Double.parseDouble(text(pairs.get(i + 1)))));
            }
            return members;
        };
    }

    /** How many members a sorted set has. */
    public Supplier<Long> size(String key) {
        int read = add("ZCARD", key);
        return () -> (Long) answers.get(read);
    }

    /**
     * A member of a sorted set.
     *
     * @param score whole in all sets of ours, and below 2^53
     */
    public record ScoredMember(String text, double score) {}

    /**
     * Reads.
     *
     * @throws EventStoreUnavailableException if Valkey does not answer, or a key is of another type
     */
    public void run() {
        answers = FunctionCall.answers(redisson, "read", keys, arguments.toArray());
    }

    private int add(String command, String key, String... more) {
        if (!keys.contains(key)) {
            keys.add(key);
        }
        arguments.add(command);
        arguments.add(Integer.toString(keys.indexOf(key) + 1));
        arguments.add(Integer.toString(more.length));
        arguments.addAll(Arrays.asList(more));
        return reads++;
    }

    private List<?> list(int read) {
        return (List<?>) answers.get(read);
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
    }
}
