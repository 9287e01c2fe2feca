package io.nodepulse.agent.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads a secret of the agent, if it is one: a file for its owner alone, or one of root's that the
 * agent's own group may read besides. In any other, whoever runs something on the machine may have
 * read it already.
 */
final class SecretFile {

    private static final int PERMISSIONS = 0777;
    private static final int OTHERS = 0007;
    private static final int GROUP = 0070;
    private static final int GROUP_READS = 0040;

    private SecretFile() {}

    static String read(Path file) throws IOException {
        try {
            int mode = (Integer) Files.getAttribute(file, "unix:mode") & PERMISSIONS;
            boolean ofRoot = Files.getAttribute(file, "unix:uid").equals(0);
            Object ownGroup = Files.getAttribute(Path.of("/proc/self"), "unix:gid");
            boolean ofOwnGroup = Files.getAttribute(file, "unix:gid").equals(ownGroup);
            if (!isOwn(mode, ofRoot, ofOwnGroup)) {
                throw new IOException(
                        "file "
                                + file
                                + " is not for the agent alone (mode 0"
                                + Integer.toOctalString(mode)
                                + "): chmod 600 it, or 640 where it belongs to root and the"
                                + " agent's group");
            }
        } catch (NoSuchFileException e) {
            // Said below, in the same words as of other files.
        }
        return TextFile.read(file);
    }

    static boolean isOwn(int mode, boolean ofRoot, boolean ofOwnGroup) {
        int group = mode & GROUP;
        return (mode & OTHERS) == 0
                && (group == 0 || (group == GROUP_READS && ofRoot && ofOwnGroup));
    }
}
