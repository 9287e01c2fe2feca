package io.nodepulse.events.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * Where each process of a delta stands in its keyframe, as the step from one past the slot before:
 * 0 while the order is the keyframe's. A process that the keyframe lacks (a birth) takes the next
 * slot past the keyframe's end; processes that ended are simply not mentioned.
 */
final class SlotColumn {

    /** Step 0 is code 0, a birth code 1, every other step comes after. */
    private static final long BIRTH = 1;

    private final int[] slots;
    private final Keyframe keyframe;
    private final String[] births;

    /** Whether the processes are the keyframe's, in its order, as most often. */
    private final boolean keyframes;

    private SlotColumn(int[] slots, Keyframe keyframe, String[] births) {
        this.slots = slots;
        this.keyframe = keyframe;
        this.births = births;
        this.keyframes = areKeyframes(slots, keyframe);
    }

    static SlotColumn of(ProcessScrape scrape, Keyframe keyframe) {
        int[] slots = new int[scrape.size()];
        List<String> births = new ArrayList<>();
        int expected = 0;
        for (int i = 0; i < slots.length; i++) {
            int slot = keyframe.slotOf(scrape.names.get(i), expected);
            if (slot < 0) {
                slots[i] = keyframe.scrape().size() + births.size();
                births.add(scrape.names.get(i));
            } else {
                slots[i] = slot;
                expected = slot + 1;
            }
        }
        return new SlotColumn(slots, keyframe, births.toArray(String[]::new));
    }

    void write(ByteWriter columns) {
        columns.putVarLong(births.length);
        int expected = 0;
        int nextBirth = keyframe.scrape().size();
        for (int slot : slots) {
            if (slot == nextBirth) {
                columns.putVarLong(BIRTH);
                nextBirth++;
            } else {
                columns.putVarLong(zigZagAfterBirth(slot - expected));
                expected = slot + 1;
            }
        }
    }

    static SlotColumn read(int count, Keyframe keyframe, ByteReader columns) {
        ProcessScrape base = keyframe.scrape();
        int birthCount = columns.readCount("the number of births", count);
        int[] slots = new int[count];
        int expected = 0;
        int nextBirth = base.size();
        for (int i = 0; i < count; i++) {
            long code = columns.readVarLong();
            if (code == BIRTH) {
                slots[i] = nextBirth++;
            } else {
                slots[i] = checked(expected + step(code), base);
                expected = slots[i] + 1;
            }
        }
        if (nextBirth - base.size() != birthCount) {
            throw new MalformedEntryException("the births do not add up to " + birthCount);
        }
        return new SlotColumn(slots, keyframe, new String[birthCount]);
    }

    int birthCount() {
        return births.length;
    }

    String[] births() {
        return births;
    }

    /** The keyframe's numbers of each process. */
    BaseColumns base() {
        BaseColumns all = BaseColumns.of(keyframe.scrape());
        return keyframes ? all : all.at(slots);
    }

    ProcessNames names(String[] birthNames) {
        ProcessNames base = keyframe.scrape().names;
        if (keyframes) {
            return base;
        }
        String[] names = new String[slots.length];
        for (int i = 0; i < names.length; i++) {
            int slot = slots[i];
            names[i] = slot < base.size() ? base.get(slot) : birthNames[slot - base.size()];
        }
        return new ProcessNames(names);
    }

    private static boolean areKeyframes(int[] slots, Keyframe keyframe) {
        if (slots.length != keyframe.scrape().size()) {
            return false;
        }
        for (int i = 0; i < slots.length; i++) {
            if (slots[i] != i) {
                return false;
            }
        }
        return true;
    }

    private static long zigZagAfterBirth(int step) {
        long zigZag = ((long) step << 1) ^ (step >> 31);
        return zigZag == 0 ? 0 : zigZag + 1;
    }

    private static long step(long code) {
        long zigZag = code == 0 ? 0 : code - 1;
        return (zigZag >>> 1) ^ -(zigZag & 1);
    }

    private static int checked(long slot, ProcessScrape base) {
        if (slot < 0 || slot >= base.size()) {
            throw new MalformedEntryException(
                    "slot " + slot + " is not one of the keyframe's " + base.size());
        }
        return (int) slot;
    }
}
