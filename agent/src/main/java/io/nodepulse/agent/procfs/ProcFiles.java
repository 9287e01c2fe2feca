package io.nodepulse.agent.procfs;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** The files of one /proc. Used by one thread. */
public final class ProcFiles extends KernelFiles {

    /** Entries of the auxiliary vector; Linux, {@code include/uapi/linux/auxvec.h}. */
    private static final int AT_PAGESZ = 6;

    private static final int AT_CLKTCK = 17;

    private long pageBytes = 4_096;
    private long ticksPerSecond = 100;

    /** The files below that folder, which is /proc outside of tests. */
    public ProcFiles(Path root) throws IOException {
        super(root);
        if (!Files.isDirectory(root.resolve("self"))) {
            throw new NotDirectoryException(root + " is not a proc file system");
        }
        readAuxiliaryVector();
    }

    /**
     * Pairs of native longs, ended by a zero key; both Java platforms that count are little-endian.
     */
    private void readAuxiliaryVector() throws IOException {
        load("self/auxv");
        for (int entry = 0; entry + 16 <= length(); entry += 16) {
            long key = littleEndian(entry);
            if (key == AT_PAGESZ) {
                pageBytes = littleEndian(entry + 8);
            } else if (key == AT_CLKTCK) {
                ticksPerSecond = littleEndian(entry + 8);
            }
        }
    }

    private long littleEndian(int from) {
        long value = 0;
        for (int i = 7; i >= 0; i--) {
            value = value << 8 | (bytes()[from + i] & 0xff);
        }
        return value;
    }

    /** Bytes of a memory page. */
    public long pageBytes() {
        return pageBytes;
    }

    /** Clock ticks per second, the unit of CPU times. */
    public long ticksPerSecond() {
        return ticksPerSecond;
    }

    /** Takes the ids of all processes. */
    public void forEachPid(PidAction action) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root())) {
            for (Path entry : entries) {
                String name = entry.getName(entry.getNameCount() - 1).toString();
                if (name.charAt(0) >= '1' && name.charAt(0) <= '9') {
                    action.take(name);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** Takes one process id, as the name of its folder. */
    public interface PidAction {
        void take(String pid) throws IOException;
    }
}
