package io.nodepulse.audit.notary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/** The notary's folder, for its owner only, held by one process at a time. */
final class NotaryFolder implements AutoCloseable {

    private static final String NAME = "[^\\s+]{1,200}";
    private static final int RANDOM_BYTES = 4;

    private final Path directory;
    private final FileChannel lockFile;

    private NotaryFolder(Path directory, FileChannel lockFile) {
        this.directory = directory;
        this.lockFile = lockFile;
    }

    /**
     * Takes the folder, which is made if it is not there.
     *
     * @throws NotaryException if another process has it or it cannot be used
     */
    static NotaryFolder open(Path directory) {
        try {
            PrivateFolder.make(directory);
            FileChannel channel =
                    FileChannel.open(
                            directory.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw new NotaryException(
                        "another process has the audit folder " + directory + " open");
            }
            return new NotaryFolder(directory, channel);
        } catch (IOException e) {
            throw new NotaryException(
                    "the audit folder " + directory + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    Path directory() {
        return directory;
    }

    /** Name of the logs; the one that is wanted must be the one that was kept. */
    String logName(Optional<String> wanted) {
        Path file = directory.resolve("log-name");
        try {
            if (Files.exists(file)) {
                String kept = new String(Files.readAllBytes(file), UTF_8).strip();
                wanted.filter(name -> !name.equals(kept))
                        .ifPresent(
                                name -> {
                                    throw new NotaryException(
                                            "the log in %s is named %s, not %s"
                                                    .formatted(directory, kept, name));
                                });
                return kept;
            }
        } catch (IOException e) {
            throw new NotaryException(file + " cannot be read: " + e.getMessage(), e);
        }
        String name = wanted.orElseGet(NotaryFolder::randomName);
        if (!name.matches(NAME)) {
            throw new NotaryException(
                    "a log's name has no spaces and no plus and at most 200 characters: " + name);
        }
        DurableFile.replace(file, name + "\n");
        return name;
    }

    private static String randomName() {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return "nodepulse/" + HexFormat.of().formatHex(random);
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new NotaryException("the lock of " + directory + " cannot be released", e);
        }
    }
}
