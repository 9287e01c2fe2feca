package io.nodepulse.agent.procfs;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The files of a file system of the kernel's, such as /proc, read whole into one buffer that is
 * used again and then walked by a cursor. Used by one thread.
 */
public class KernelFiles {

    private final Path root;
    private final String prefix;
    private byte[] buffer = new byte[8 * 1024];
    private int length;
    private int at;

    /** The files below that folder. */
    public KernelFiles(Path root) {
        this.root = root;
        this.prefix = root + "/";
    }

    public Path root() {
        return root;
    }

    /** Reads that file, relative to the root, and puts the cursor at its start. */
    public void load(String file) throws IOException {
        load(file, Integer.MAX_VALUE);
    }

    /** The same, of a file whose bytes beyond that many do not matter. */
    public void load(String file, int most) throws IOException {
        length = 0;
        at = 0;
        try (FileInputStream in = new FileInputStream(prefix.concat(file))) {
            while (length < most) {
                int room = Math.min(buffer.length, most) - length;
                int read = in.read(buffer, length, room);
                if (read <= 0) {
                    return;
                }
                length += read;
                if (length == buffer.length) {
                    buffer = Arrays.copyOf(buffer, buffer.length * 2);
                }
            }
        }
    }

    /**
     * Whether a failed read means that permission is missing rather than that the file is gone. The
     * kernel says EACCES for a file, and EPERM for all of a process where hidepid=1 hides it.
     */
    public boolean isForbidden(String file, IOException failure) {
        String reason = String.valueOf(failure.getMessage());
        return failure instanceof AccessDeniedException
                || reason.contains("Operation not permitted")
                || (reason.contains("Permission denied") && Files.exists(root.resolve(file)));
    }

    /** The bytes of the loaded file, valid up to {@link #length}. */
    public byte[] bytes() {
        return buffer;
    }

    public int length() {
        return length;
    }

    /** Where the cursor stands. */
    public int position() {
        return at;
    }

    public void moveTo(int position) {
        at = position;
    }

    /** Moves to the start of the next line; false at the end of the file. */
    public boolean nextLine() {
        while (at < length && buffer[at] != '\n') {
            at++;
        }
        at++;
        return at < length;
    }

    /** Whether the cursor stands before that text; moves behind it if so. */
    public boolean skip(byte[] text) {
        if (at + text.length > length
                || !Arrays.equals(buffer, at, at + text.length, text, 0, text.length)) {
            return false;
        }
        at += text.length;
        return true;
    }

    /** Moves over the next word of this line; its start is the result. */
    public int word() {
        skipBlanks();
        int from = at;
        while (at < length && buffer[at] > ' ') {
            at++;
        }
        return from;
    }

    /** The next word as a whole number; -1 where it is none. */
    public long number() {
        int from = word();
        long value = from == at ? -1 : 0;
        for (int i = from; i < at; i++) {
            int digit = buffer[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** The next word as a decimal fraction; NaN where it is none. */
    public double decimal() {
        int from = word();
        long mantissa = 0;
        double scale = 0;
        for (int i = from; i < at; i++) {
            int digit = buffer[i] - '0';
            if (buffer[i] == '.' && scale == 0) {
                scale = 1;
            } else if (digit >= 0 && digit <= 9) {
                mantissa = mantissa * 10 + digit;
                scale *= 10;
            } else {
                return Double.NaN;
            }
        }
        return from == at ? Double.NaN : mantissa / Math.max(1, scale);
    }

    private void skipBlanks() {
        while (at < length && (buffer[at] == ' ' || buffer[at] == '\t' || buffer[at] == ':')) {
            at++;
        }
    }
}
