package io.nodepulse.audit.notary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A folder that nobody else may look into: it holds the key, or what the key signs. */
public final class PrivateFolder {

    private PrivateFolder() {}

    /** Makes it where it is not there; whether it did. */
    public static boolean make(Path folder) throws IOException {
        if (Files.exists(folder)) {
            return false;
        }
        Files.createDirectories(
                folder,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return true;
    }
}
