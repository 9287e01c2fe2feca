package io.nodepulse.audit.notary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/** Writes that are on disk when they return: whole files at once, or lines at the end of one. */
public final class DurableFile {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private DurableFile() {}

    /** Replaces the file, for its owner only: whoever reads it sees the old text or the new one. */
    public static void replace(Path file, String text) {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            Files.deleteIfExists(next);
            Files.createFile(next, OWNER_ONLY);
            write(next, text, StandardOpenOption.WRITE);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            forceName(file);
        } catch (IOException e) {
            discard(next, e);
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Removes what could not be finished: a disk may be full, and another try may have another
     * name.
     *
     * @param why that is known already; it is told if the file stays
     */
    public static void discard(Path unfinished, Exception why) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    /** Appends to the file; where that fails, nothing of it stays for others to follow on. */
    static void append(Path file, String text) {
        try {
            boolean begins = !Files.exists(file);
            long before = begins ? 0 : Files.size(file);
            try {
                write(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                cutBack(file, before, e);
                throw e;
            }
            if (begins) {
                forceName(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void cutBack(Path file, long length, IOException why) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    private static void write(Path file, String text, StandardOpenOption... options)
            throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        try (FileChannel channel =
                FileChannel.open(file, Set.of(options), new FileAttribute<?>[0])) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** Brings the name of a file or folder to disk. */
    public static void forceName(Path path) throws IOException {
        Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent(), "not the root");
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
