package io.nodepulse.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What this machine calls itself, as its agent registers it. */
public final class HostName {

    private static final Path FILE = Path.of("/proc/sys/kernel/hostname");

    private HostName() {}

    /**
     * The name.
     *
     * @throws IOException where the kernel does not tell it
     */
    public static String read() throws IOException {
        return Files.readString(FILE).strip();
    }

    /** The name, where it can be told. */
    public static Optional<String> known() {
        try {
            return Optional.of(read());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
