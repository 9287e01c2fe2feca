package io.nodepulse.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Function;

/**
 * A directory that this process alone uses until it closes this handle or ends, however it ends:
 * the lock is the kernel's and dies with the JVM, not with the servers it started.
 */
public final class DataDirectory implements AutoCloseable {

    private final Path path;
    private final FileChannel channel;

    private DataDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Creates the directory where needed and locks it.
     *
     * @throws EmbeddedException if it cannot be written or another process holds it
     */
    public static DataDirectory claim(Path directory) {
        Path absolute = directory.toAbsolutePath().normalize();
        try {
            createOwn(absolute);
            Path path = absolute.toRealPath();
            FileChannel channel =
                    FileChannel.open(
                            path.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new EmbeddedException(
                        "The data folder %s is in use by another NodePulse: %s"
                                .formatted(path, "stop that one or choose another folder"));
            }
            return new DataDirectory(path, channel);
        } catch (IOException e) {
            throw new EmbeddedException(
                    "Cannot write the data folder %s (%s): %s"
                            .formatted(
                                    absolute,
                                    reason(e),
                                    "make it writable or choose another folder"),
                    e);
        }
    }

    /** Claims the directory for a server, and gives it up again if that does not start. */
    static <T> T startIn(Path directory, Function<DataDirectory, T> start) {
        DataDirectory claimed = claim(directory);
        try {
            return start.apply(claimed);
        } catch (RuntimeException e) {
            claimed.close();
            throw e;
        }
    }

    /** The real path, with no links in it. */
    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new EmbeddedException("Cannot release the lock of " + path + ": " + e, e);
        }
    }

    /** Others may see the folders above it, which may be there for more than this. */
    private static void createOwn(Path directory) throws IOException {
        Path parent = directory.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (!Files.isDirectory(directory)) {
            Files.createDirectory(
                    directory,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "") + ": " + e.getMessage();
    }
}
