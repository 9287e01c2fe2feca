package io.nodepulse.agent.process;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nodepulse.agent.procfs.ProcFiles;

import java.io.File;

/**
 * How many files a process has open. Since Linux 6.2 the size of its folder {@code fd} says so, to
 * everybody and for one system call; before, the folder has to be listed, which takes the right to.
 */
final class FdFolder {

    private static final byte[] LIMIT = "Max open files".getBytes(US_ASCII);

    private final ProcFiles files;
    private final File root;
    private final boolean sizeIsCount;

    FdFolder(ProcFiles files) {
        this.files = files;
        this.root = files.root().toFile();
        this.sizeIsCount = new File(root, "self/fd").length() > 0;
    }

    /** The open files of that process; -1 where that may not be seen, or there is no process. */
    int count(String pid) {
        File folder = new File(root, pid.concat("/fd"));
        if (sizeIsCount) {
            long size = folder.length();
            if (size > 0) {
                return (int) size;
            }
        }
        // 0 is also the answer where there is none.
        String[] open = folder.list();
        return open == null ? -1 : open.length;
    }

    /** Whether there is something to count, though it may be forbidden. */
    boolean exists(String pid) {
        return new File(root, pid.concat("/fd")).exists();
    }

    /** The soft limit in the loaded file {@code limits}; -1 where it has none. */
    long limit() {
        do {
            if (files.skip(LIMIT)) {
                int from = files.word();
                if (from < files.position() && files.bytes()[from] == 'u') {
                    return Long.MAX_VALUE; // unlimited
                }
                files.moveTo(from);
                return files.number();
            }
        } while (files.nextLine());
        return -1;
    }
}
