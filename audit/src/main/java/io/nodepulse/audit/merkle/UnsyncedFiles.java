package io.nodepulse.audit.merkle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.TreeSet;

/** Files that were written and may not be on disk yet. Not thread-safe. */
final class UnsyncedFiles {

    private final Set<Path> files = new TreeSet<>();

    void add(Path file) {
        files.add(file);
    }

    /** Waits until all of them are on disk, and their folders, which know of new ones. */
    void sync() {
        Set<Path> all = new TreeSet<>(files);
        files.forEach(file -> all.add(file.getParent()));
        all.parallelStream().forEach(UnsyncedFiles::force);
        files.clear();
    }

    /** Files that were taken back are not waited for. */
    void forgetMissing() {
        files.removeIf(Files::notExists);
    }

    private static void force(Path path) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
