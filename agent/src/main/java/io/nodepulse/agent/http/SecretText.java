package io.nodepulse.agent.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads a secret of the agent, if it is one: a file for its owner alone, or one of root's that the
 * agent's own group may read besides. Whom a folder above it does not let through cannot read it.
 * In any other, whoever runs something on the machine may have read it already.
 */
final class SecretText {

    private static final int PERMISSIONS = 0777;
    private static final int OTHERS = 0007;
    private static final int GROUP = 0070;
    private static final int GROUP_READS = 0040;
    private static final int GROUP_ENTERS = 0010;
    private static final int OTHERS_ENTER = 0001;

    private SecretText() {}

    static String read(Path file) throws IOException {
        try {
            int mode = mode(file) & reachable(file);
            boolean ofRoot = Files.getAttribute(file, "unix:uid").equals(0);
            Object ownGroup = Files.getAttribute(Path.of("/proc/self"), "unix:gid");
            boolean ofOwnGroup = Files.getAttribute(file, "unix:gid").equals(ownGroup);
            if (!isOwn(mode, ofRoot, ofOwnGroup)) {
                throw new IOException(
                        "file "
                                + file
                                + " is not for the agent alone (mode 0"
                                + Integer.toOctalString(mode(file))
                                + "): chmod 600 it, or 640 where it belongs to root and the"
                                + " agent's group");
            }
        } catch (NoSuchFileException e) {
            // Said below, in the same words as of other files.
        }
        return TextFile.read(file);
    }

    private static int mode(Path file) throws IOException {
        return (Integer) Files.getAttribute(file, "unix:mode") & PERMISSIONS;
    }

    /** The permissions of a file that the folders above it leave of use. */
    private static int reachable(Path file) throws IOException {
        int reachable = PERMISSIONS;
        for (Path folder = file.toRealPath().getParent();
                folder != null;
                folder = folder.getParent()) {
            int mode = mode(folder);
            if ((mode & OTHERS_ENTER) == 0) {
                reachable &= ~OTHERS;
            }
            if ((mode & (GROUP_ENTERS | OTHERS_ENTER)) == 0) {
                reachable &= ~GROUP;
            }
        }
        return reachable;
    }

    static boolean isOwn(int mode, boolean ofRoot, boolean ofOwnGroup) {
        int group = mode & GROUP;
        return (mode & OTHERS) == 0
                && (group == 0 || (group == GROUP_READS && ofRoot && ofOwnGroup));
    }
}
