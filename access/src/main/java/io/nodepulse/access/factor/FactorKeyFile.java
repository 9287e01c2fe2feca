package io.nodepulse.access.factor;

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

/** The file of a {@link FactorKey}: for its owner only, and there whole or not at all. */
final class FactorKeyFile {

    private static final Set<PosixFilePermission> OWNER =
            PosixFilePermissions.fromString("rw-------");
    private static final String LINE = "key ";
    private static final int BYTES = 32;

    private FactorKeyFile() {}

    /** Makes it, unless another process was first: both have that one's then. */
    static void make(Path file) {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        String text =
                "# Opens the second factors of people; keep it secret, with a copy apart.\n"
                        + LINE
                        + Base64.getEncoder().encodeToString(key)
                        + "\n";
        Path part = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID());
        try {
            try {
                write(part, text);
                Files.createLink(file, part);
            } catch (FileAlreadyExistsException e) {
                return; // another process was first
            } finally {
                Files.deleteIfExists(part);
            }
            try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent())) {
                folder.force(true);
            }
        } catch (IOException e) {
            throw new FactorKeyException(file + " cannot be made: " + e, e);
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

    /** The key in it. */
    static byte[] read(Path file) {
        try {
            if (!OWNER.containsAll(Files.getPosixFilePermissions(file))) {
                throw new FactorKeyException(file + " can be read by others: chmod 600 it");
            }
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith(LINE)) {
                    return key(file, line.substring(LINE.length()));
                }
            }
        } catch (IOException e) {
            throw new FactorKeyException(
                    file + ", the key of second factors, cannot be read: " + e, e);
        }
        throw notAKey(file);
    }

    private static byte[] key(Path file, String text) {
        try {
            byte[] key = Base64.getDecoder().decode(text.strip());
            if (key.length == BYTES) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            throw new FactorKeyException(file + " is no key of second factors", e);
        }
        throw notAKey(file);
    }

    private static FactorKeyException notAKey(Path file) {
        return new FactorKeyException(file + " is no key of second factors");
    }
}
