package io.nodepulse.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The directory of programs fetched once per user, {@code ${XDG_CACHE_HOME:-~/.cache}/nodepulse}.
 *
 * <p>An entry is filled in a staging directory under a file lock and then renamed into place, so
 * that neither another process nor a kill in the middle ever shows half of one.
 */
record Cache(Path root) {

    /** FileLock is held by the JVM, not by the thread: threads of one JVM queue here first. */
    private static final ReentrantLock IN_THIS_JVM = new ReentrantLock();

    /** Puts the content of an entry into an empty directory. */
    @FunctionalInterface
    interface Filler {
        void fill(Path directory) throws IOException;
    }

    static Cache of(Map<String, String> environment) {
        String cacheHome = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path base =
                cacheHome.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".cache")
                        : Path.of(cacheHome);
        return new Cache(base.resolve("nodepulse").toAbsolutePath());
    }

    /**
     * The same, filled again if it was filled longer ago than that. Where this fails the one that
     * is there stays, and is tried again a day later.
     *
     * @param failed hears why
     */
    Path provideFresh(
            String name,
            Duration longest,
            Predicate<Path> whole,
            Filler filler,
            Consumer<String> failed) {
        Path entry = provide(name, whole, filler);
        if (!isOlder(entry, longest)) {
            return entry;
        }
        try {
            return provide(name, each -> !isOlder(each, longest) && whole.test(each), filler);
        } catch (EmbeddedException e) {
            failed.accept(String.valueOf(e.getMessage()));
            touch(entry, Instant.now().minus(longest).plus(Duration.ofDays(1)));
            return entry;
        }
    }

    private static boolean isOlder(Path entry, Duration age) {
        try {
            Instant filled = Files.getLastModifiedTime(entry).toInstant();
            return filled.isBefore(Instant.now().minus(age));
        } catch (IOException e) {
            return true;
        }
    }

    private static void touch(Path entry, Instant time) {
        try {
            Files.setLastModifiedTime(entry, FileTime.from(time));
        } catch (IOException e) {
            // It is tried again at the next start then.
        }
    }

    /** The entry's directory, filled now if it is absent or not whole. */
    Path provide(String name, Predicate<Path> whole, Filler filler) {
        Path entry = root.resolve(name);
        if (whole.test(entry)) {
            return entry;
        }
        IN_THIS_JVM.lock();
        try {
            Files.createDirectories(root);
            try (FileChannel channel = openLock(name);
                    FileLock lock = channel.lock()) {
                if (!whole.test(entry)) {
                    replace(entry, filler);
                    touch(entry, Instant.now());
                }
                return entry;
            }
        } catch (IOException e) {
            throw new EmbeddedException(
                    "Cannot write the cache %s (%s): make it writable or set XDG_CACHE_HOME"
                            .formatted(root, e),
                    e);
        } finally {
            IN_THIS_JVM.unlock();
        }
    }

    private FileChannel openLock(String name) throws IOException {
        return FileChannel.open(
                root.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private void replace(Path entry, Filler filler) throws IOException {
        Path staging = Files.createTempDirectory(root, entry.getFileName() + ".part-");
        try {
            Path content = Files.createDirectory(staging.resolve("content"));
            filler.fill(content);
            DirectoryTree.delete(entry);
            Files.move(content, entry, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            DirectoryTree.delete(staging);
        }
    }
}
