package io.nodepulse.events.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;

/**
 * The names of a scrape's processes, in its order. A scrape with the processes of its keyframe
 * shares the keyframe's, so one object stands for equal names most of the time. Thread-safe; the
 * array is never written after it was made.
 */
public final class ProcessNames {

    final String[] names;

    /** Made when it is first asked for, then kept: the same names come with every scrape. */
    private volatile byte @Nullable [] leafBytes;

    ProcessNames(String[] names) {
        this.names = names;
    }

    public int size() {
        return names.length;
    }

    /** The name at that index of the append. */
    public String get(int index) {
        return names[index];
    }

    /** As they stand in a leaf: each name's length in bytes (u32), then its UTF-8. Not a copy. */
    byte[] leafBytes() {
        byte[] bytes = leafBytes;
        if (bytes == null) {
            bytes = encoded();
            leafBytes = bytes;
        }
        return bytes;
    }

    private byte[] encoded() {
        byte[][] utf8 = new byte[names.length][];
        int length = 0;
        for (int i = 0; i < names.length; i++) {
            utf8[i] = names[i].getBytes(UTF_8);
            length += Integer.BYTES + utf8[i].length;
        }
        ByteBuffer out = ByteBuffer.allocate(length);
        for (byte[] name : utf8) {
            out.putInt(name.length).put(name);
        }
        return out.array();
    }
}
