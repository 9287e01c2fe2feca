package io.nodepulse.agent.memory;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the large read-only mappings of the runtime's own files in {@code /proc/self/smaps}: the
 * code of the virtual machine, its class archive, its class library. They stay mapped as long as
 * the process lives, and their pages can be read from the file again at any time.
 */
final class FileMappings {

    /** Smaller mappings are not worth a system call. */
    private static final long LEAST_BYTES = 1 << 20;

    private static final String ANONYMOUS = "Anonymous:";

    private FileMappings() {}

    /**
     * Addresses of a mapping.
     *
     * @param from first byte, on a page boundary
     * @param to behind the last byte
     */
    record Mapping(long from, long to) {}

    /** The mappings of files below that folder, from the kernel's list. */
    static List<Mapping> of(Path smaps, String folder) throws IOException {
        List<Mapping> found = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(smaps, StandardCharsets.ISO_8859_1)) {
            Mapping candidate = null;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (isHeader(line)) {
                    candidate = candidate(line, folder);
                } else if (candidate != null && line.startsWith(ANONYMOUS)) {
                    // Pages that were written to are no longer those of the file.
                    if (line.substring(ANONYMOUS.length()).trim().equals("0 kB")) {
                        found.add(candidate);
                    }
                }
            }
        }
        return found;
    }

    /** Whether the line begins a mapping; names of figures begin with a capital letter. */
    private static boolean isHeader(String line) {
        return !line.isEmpty() && !Character.isUpperCase(line.charAt(0));
    }

    /** {@code FROM-TO PERMISSIONS OFFSET DEVICE INODE PATH}, addresses in hexadecimal. */
    private static @Nullable Mapping candidate(String line, String folder) {
        int dash = line.indexOf('-');
        int space = line.indexOf(' ');
        int path = line.indexOf('/');
        boolean readOnly = line.startsWith("r-", space + 1);
        if (path < 0 || !readOnly || !line.startsWith(folder, path)) {
            return null;
        }
        long from = Long.parseUnsignedLong(line, 0, dash, 16);
        long to = Long.parseUnsignedLong(line, dash + 1, space, 16);
        return to - from < LEAST_BYTES ? null : new Mapping(from, to);
    }
}
