package io.nodepulse.events.secret;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;

/**
 * A file with a key of {@value #BYTES} bytes, a line {@code key <base64>}: for its owner only, and
 * there whole or not at all.
 *
 * @param path where it is
 * @param what whose key, as the end of "no key of"
 * @param comment its first line, without the {@code #}
 */
public record KeyFile(Path path, String what, String comment) {

    /** Length of the key. */
    public static final int BYTES = 32;

    private static final Set<PosixFilePermission> OWNER =
            PosixFilePermissions.fromString("rw-------");
    private static final String LINE = "key ";

    /** Whether it is there. */
    public boolean exists() {
        return Files.exists(path);
    }

    /**
     * Makes it, unless another process was first: both have that one's then.
     *
     * @throws KeyFileException if it cannot be written
     */
    public void make() {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        String text = "# " + comment + "\n" + LINE + Base64.getEncoder().encodeToString(key) + "\n";
        Path part = path.resolveSibling(path.getFileName() + "." + UUID.randomUUID());
        try {
            try {
                write(part, text);
                Files.createLink(path, part);
            } catch (FileAlreadyExistsException e) {
                return; // another process was first
            } finally {
                Files.deleteIfExists(part);
            }
            try (FileChannel folder = FileChannel.open(path.toAbsolutePath().getParent())) {
                folder.force(true);
            }
        } catch (IOException e) {
            throw new KeyFileException(path + " cannot be made: " + e, e);
        }
    }

    private static void write(Path part, String text) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        part,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(OWNER))) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
    }

    /**
     * The key in it.
     *
     * @throws KeyFileException if it is missing, is no key, or others may read it
     */
    public byte[] read() {
        try {
            if (!OWNER.containsAll(Files.getPosixFilePermissions(path))) {
                throw new KeyFileException(path + " can be read by others: chmod 600 it");
            }
            for (String line : Files.readAllLines(path)) {
                if (line.startsWith(LINE)) {
                    return key(line.substring(LINE.length()));
                }
            }
        } catch (IOException e) {
            throw new KeyFileException(path + ", the key of " + what + ", cannot be read: " + e, e);
        }
        throw new KeyFileException(notAKey());
    }

    private byte[] key(String text) {
        try {
            byte[] key = Base64.getDecoder().decode(text.strip());
            if (key.length == BYTES) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            throw new KeyFileException(notAKey(), e);
        }
        throw new KeyFileException(notAKey());
    }

    private String notAKey() {
        return path + " is no key of " + what;
    }
}
