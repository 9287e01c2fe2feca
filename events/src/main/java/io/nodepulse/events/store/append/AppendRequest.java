package io.nodepulse.events.store.append;

import io.nodepulse.events.Epoch;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One append as {@code append.lua} reads it: its keys, the entry, and a head in MessagePack, which
 * Valkey unpacks at once. Built in the order in which it is read. Not thread-safe.
 */
final class AppendRequest {

    private static final byte[] NOTHING = {};

    private final List<String> keys = new ArrayList<>(2);
    private final MessagePackWriter head = new MessagePackWriter();
    private final byte[] entry;
    private byte @Nullable [] wholeHead;

    /**
     * @param fields how many values follow at the top of the head
     */
    AppendRequest(byte[] entry, int fields) {
        this.entry = entry;
        // The number of keys comes last, when it is known.
        head.array(fields + 1);
    }

    /** What follows is a list of that many values. */
    AppendRequest array(int size) {
        head.array(size);
        return this;
    }

    /** An epoch as its 8 bytes. */
    AppendRequest epoch(Epoch epoch) {
        head.epoch(epoch);
        return this;
    }

    /** Where an epoch is expected, and nothing is known of one. */
    AppendRequest noEpoch() {
        head.text(NOTHING);
        return this;
    }

    AppendRequest text(String value) {
        head.text(value.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** A number of 0 or more. */
    AppendRequest number(long value) {
        head.number(value);
        return this;
    }

    /** The key's position among those of this append. */
    AppendRequest key(String key) {
        int known = keys.indexOf(key);
        if (known < 0) {
            keys.add(key);
            known = keys.size() - 1;
        }
        // Lua counts from 1.
        return number(known + 1L);
    }

    /** Adds this append to those of a call; again if it is called again. */
    void addTo(List<Object> callKeys, List<Object> callArguments) {
        byte[] whole = wholeHead;
        if (whole == null) {
            head.number(keys.size());
            whole = head.toByteArray();
            wholeHead = whole;
        }
        callKeys.addAll(keys);
        callArguments.add(whole);
        callArguments.add(entry);
    }
}
