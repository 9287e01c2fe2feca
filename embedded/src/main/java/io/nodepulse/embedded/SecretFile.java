package io.nodepulse.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** A small text that only its owner may read, from the moment it exists. */
public record SecretFile(Path path) {

    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");

    private static final int RANDOM_BYTES = 32;

    public Optional<String> read() throws IOException {
        return Files.exists(path) ? Optional.of(Files.readString(path).strip()) : Optional.empty();
    }

    /** What it holds, or 256 random bits, which it holds from then on. */
    public String readOrMake() throws IOException {
        Optional<String> earlier = read();
        if (earlier.isPresent()) {
            return earlier.get();
        }
        String made = random();
        write(made);
        return made;
    }

    /** 256 random bits as hexadecimal digits. */
    static String random() {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** Writes it whole or not at all. */
    public void write(String secret) throws IOException {
        Path part = path.resolveSibling(path.getFileName() + ".part");
        Files.deleteIfExists(part);
        Files.createFile(part, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.writeString(part, secret + "\n");
        Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
    }
}
