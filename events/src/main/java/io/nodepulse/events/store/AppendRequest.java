package io.nodepulse.events.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keys and arguments of one call of the {@code nodepulse_append} function, in the order in which
 * {@code append.lua} reads them. Not thread-safe.
 */
final class AppendRequest {

    private final List<Object> keys = new ArrayList<>();
    private final List<byte[]> arguments = new ArrayList<>();
    private final Map<String, Integer> positions = new LinkedHashMap<>();

    AppendRequest(ShardKeys shard) {
        position(shard.events());
        position(shard.head());
        position(shard.types());
        position(shard.scraped());
        position(shard.times());
    }

    AppendRequest bytes(byte[] value) {
        arguments.add(value);
        return this;
    }

    AppendRequest text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    AppendRequest number(long value) {
        return text(Long.toString(value));
    }

    AppendRequest key(String key) {
        return number(position(key));
    }

    List<Object> keys() {
        return keys;
    }

    Object[] arguments() {
        return arguments.toArray();
    }

    /** Lua counts from 1. */
    private int position(String key) {
        Integer known = positions.get(key);
        if (known != null) {
            return known;
        }
        keys.add(key);
        positions.put(key, keys.size());
        return keys.size();
    }
}
