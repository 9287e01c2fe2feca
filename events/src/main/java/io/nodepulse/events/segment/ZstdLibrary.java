package io.nodepulse.events.segment;

import com.github.luben.zstd.util.Native;

import java.io.IOException;
import java.io.UncheckedIOException;

/** zstd's native library, which is written to the folder for temporary files at its first use. */
final class ZstdLibrary {

    private ZstdLibrary() {}

    /**
     * Loads it, unless it is loaded. That it cannot be is an error of the JVM's, which nobody
     * expects where a file is written.
     *
     * @throws UncheckedIOException if it cannot be loaded here
     */
    static void require() {
        try {
            Native.load();
        } catch (LinkageError e) {
            throw new UncheckedIOException(
                    new IOException(
                            "zstd's library cannot be loaded (where %s is mounted noexec, set -Djava.io.tmpdir): %s"
                                    .formatted(System.getProperty("java.io.tmpdir"), e),
                            e));
        }
    }
}
