package io.nodepulse.agent.counter;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Entries by the bytes of their name, so that a known name is found without making a string of it:
 * open addressing over a list, in the order in which they came. Used by one thread.
 */
public final class NameTable<E extends NameTable.Named> {

    /** What has a name. */
    public interface Named {
        byte[] name();
    }

    private final List<E> entries = new ArrayList<>();

    /** Per slot the entry's index and 1; 0 is free. A power of two, at most half full. */
    private int[] slots = new int[64];

    /** The entries; not to be changed. */
    public List<E> entries() {
        return entries;
    }

    /** The entry of that name, or null. */
    public @Nullable E find(byte[] bytes, int from, int to) {
        int index = slots[slotOf(bytes, from, to)] - 1;
        return index < 0 ? null : entries.get(index);
    }

    /** Adds an entry of a name that is not there. */
    public void add(E entry) {
        entries.add(entry);
        if (entries.size() * 2 > slots.length) {
            rehash(slots.length * 2);
        } else {
            slots[slotOf(entry.name(), 0, entry.name().length)] = entries.size();
        }
    }

    /** Removes what fits; says whether anything did. */
    public boolean removeIf(Predicate<E> condition) {
        boolean removed = entries.removeIf(condition);
        if (removed) {
            rehash(slots.length);
        }
        return removed;
    }

    private void rehash(int length) {
        slots = new int[length];
        for (int i = 0; i < entries.size(); i++) {
            byte[] name = entries.get(i).name();
            slots[slotOf(name, 0, name.length)] = i + 1;
        }
    }

    /** The slot of that name, or the free one where it belongs. */
    private int slotOf(byte[] bytes, int from, int to) {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        int slot = (hash ^ (hash >>> 16)) & (slots.length - 1);
        while (slots[slot] != 0) {
            byte[] name = entries.get(slots[slot] - 1).name();
            if (Arrays.equals(name, 0, name.length, bytes, from, to)) {
                return slot;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }
}
