package io.nodepulse.audit.merkle;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A row of values of one width, 256 in a file, that only grows at its end; files may go from its
 * beginning. One thread appends at a time, any number read what was appended before.
 */
final class FixedWidthFiles {

    /** Values of a file. */
    static final int PER_FILE = 256;

    private final Path folder;
    private final int valueBytes;
    private long count;

    /** The row in that folder, cut back to that many values. */
    FixedWidthFiles(Path folder, int valueBytes, long count) throws IOException {
        this.folder = folder;
        this.valueBytes = valueBytes;
        this.count = count;
        cut();
    }

    private void cut() throws IOException {
        long last = count / PER_FILE;
        int kept = (int) (count % PER_FILE) * valueBytes;
        Path partial = file(last);
        long found = Files.exists(partial) ? Files.size(partial) : 0;
        if (found < kept) {
            throw new IOException(
                    partial + " has " + found + " bytes where " + kept + " were written");
        }
        if (kept == 0) {
            Files.deleteIfExists(partial);
        } else if (found > kept) {
            try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
                channel.truncate(kept);
                channel.force(true);
            }
        }
        for (long next = last + 1; Files.deleteIfExists(file(next)); next++) {
            // what a crash left behind the end goes
        }
    }

    long count() {
        return count;
    }

    /**
     * Takes back what was appended beyond that many values. Bytes that stay are written over.
     *
     * @param why it is known already; it is told if bytes stay
     */
    void cutBack(long size, Exception why) {
        count = size;
        try {
            cut();
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    Path file(long index) {
        return TilePath.of(folder, index);
    }

    /** Appends those values, all in one file or in several; {@code touched} gets these. */
    void append(byte[] values, int length, UnsyncedFiles touched) {
        int written = 0;
        while (written < length) {
            int room = (PER_FILE - (int) (count % PER_FILE)) * valueBytes;
            int more = Math.min(room, length - written);
            Path file = file(count / PER_FILE);
            write(file, ByteBuffer.wrap(values, written, more));
            touched.add(file);
            written += more;
            count += more / valueBytes;
        }
    }

    private void write(Path file, ByteBuffer bytes) {
        try {
            if (count % PER_FILE == 0) {
                Files.createDirectories(file.getParent());
            }
            try (FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                long at = count % PER_FILE * valueBytes;
                while (bytes.hasRemaining()) {
                    at += channel.write(bytes, at);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Values of the file of that index as far as they were written, or null if it is gone. */
    byte @Nullable [] read(long index) {
        try {
            return Files.readAllBytes(file(index));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the file of that index, which is full. */
    void remove(long index) {
        try {
            Files.deleteIfExists(file(index));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
