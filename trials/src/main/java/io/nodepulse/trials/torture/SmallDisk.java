package io.nodepulse.trials.torture;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file system of a few megabytes in memory, which can be filled to its last byte. */
final class SmallDisk implements Closeable {

    private static final int CHUNK_BYTES = 1 << 20;

    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    /** Mounts one there, or nothing where this user may not mount. */
    static Optional<SmallDisk> mount(Path directory, int megabytes)
            throws IOException, InterruptedException {
        Files.createDirectories(directory);
        boolean mounted =
                succeeds(
                        "mount",
                        "-t",
                        "tmpfs",
                        "-o",
                        "size=" + megabytes + "m,mode=0777",
                        "tmpfs",
                        directory.toString());
        return mounted ? Optional.of(new SmallDisk(directory)) : Optional.empty();
    }

    /** Takes what is left of it. */
    void fill() {
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int size = CHUNK_BYTES; size > 0; size /= 16) {
            fillWith(chunk, size);
        }
    }

    private void fillWith(byte[] chunk, int size) {
        Path ballast = directory.resolve("ballast-" + size);
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(chunk, 0, size);
            }
        } catch (IOException e) {
            // No space is left: that is what was wanted.
        }
    }

    /** Gives back what was taken. */
    void free() throws IOException {
        for (int size = CHUNK_BYTES; size > 0; size /= 16) {
            Files.deleteIfExists(directory.resolve("ballast-" + size));
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (!succeeds("umount", directory.toString())) {
                throw new IOException("cannot unmount " + directory);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean succeeds(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
