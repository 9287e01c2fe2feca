package io.nodepulse.launcher;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which files another account of this machine may have written: what they say is not believed. */
public final class OwnFiles {

    private static final int ROOT = 0;
    private static final int OTHERS_WRITE = 0022;

    private OwnFiles() {}

    /** The account that this process runs as. */
    public static int ownUid() throws IOException {
        return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }

    /**
     * Looks at a file and at the folder that it is in.
     *
     * @throws BadInputException unless both are of this account or root's, and for their owner to
     *     write alone
     */
    static void require(Path file, int ownUid) throws IOException {
        Path real = file.toRealPath();
        requireOne(requireNonNull(real.getParent()), ownUid);
        requireOne(real, ownUid);
    }

    private static void requireOne(Path path, int ownUid) throws IOException {
        int uid = (Integer) Files.getAttribute(path, "unix:uid");
        if (uid != ownUid && uid != ROOT) {
            throw new BadInputException(
                    "%s belongs to another account (%d), which may have written whatever it likes: name the address with --url"
                            .formatted(path, uid));
        }
        if (((Integer) Files.getAttribute(path, "unix:mode") & OTHERS_WRITE) != 0) {
            throw new BadInputException(
                    "Other accounts of this machine may write to %s: take them that right (chmod go-w), or name the address with --url"
                            .formatted(path));
        }
    }
}
