package io.nodepulse.agent.buffer;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;

/** Holds a buffer's folder for one agent; the kernel gives it free when the process ends. */
final class BufferLock implements Closeable {

    private static final String FILE = "lock";

    private final RandomAccessFile file;

    private BufferLock(RandomAccessFile file) {
        this.file = file;
    }

    /** Locks that folder, which it makes where it is missing. */
    static BufferLock acquire(File folder) throws IOException {
        Files.createDirectories(folder.toPath());
        RandomAccessFile file = new RandomAccessFile(new File(folder, FILE), "rw");
        FileLock lock = tryLock(file);
        if (lock == null) {
            file.close();
            throw new IOException("another agent uses the buffer in " + folder);
        }
        return new BufferLock(file);
    }

    private static @Nullable FileLock tryLock(RandomAccessFile file) throws IOException {
        try {
            return file.getChannel().tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException _) {
            // The process gives the lock free at its end.
        }
    }
}
