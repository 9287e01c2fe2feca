package io.nodepulse.agent.process;

import io.nodepulse.agent.procfs.ProcFiles;
import io.nodepulse.agent.scrape.ExporterStats;

import java.io.File;
import java.io.IOException;

/**
 * Loads the files of one process, and remembers which of them cannot be: those that are forbidden,
 * and those that this kernel does not have. They are not tried again for some minutes, since an
 * exception for each process costs more than all that can be read. Begun again for every process;
 * used by one thread.
 */
final class ProcAccess {

    private static final int FORBIDDEN_SHIFT = 8;

    private final ProcFiles files;
    private final File root;
    private final ExporterStats stats;
    private String pid = "";
    private long notRead;
    private boolean gone;

    ProcAccess(ProcFiles files, ExporterStats stats) {
        this.files = files;
        this.root = files.root().toFile();
        this.stats = stats;
    }

    /** Begins with a process, and what could not be read of it before. */
    void begin(String processId, long notReadBefore) {
        pid = processId;
        notRead = notReadBefore;
        gone = false;
    }

    /** What cannot be read: a bit for each file, and one for each of them that is forbidden. */
    long notRead() {
        return notRead;
    }

    /** Whether there is a file among them that is forbidden. */
    static boolean hasForbidden(long notRead) {
        return notRead >> FORBIDDEN_SHIFT != 0;
    }

    /** Whether the process has ended since it was begun with. */
    boolean isGone() {
        return gone;
    }

    /** Whether there is no use in trying that file. */
    boolean isBarred(int bit) {
        return gone || (notRead & (1L << bit)) != 0;
    }

    /** Loads the file of that name, where there is a chance of it; its bit is below 8. */
    boolean load(int bit, String name) {
        if (isBarred(bit)) {
            return false;
        }
        String path = pid.concat(name);
        try {
            files.load(path);
            return true;
        } catch (IOException e) {
            bar(bit, files.isForbidden(path, e));
            return false;
        }
    }

    /** Loads the file of a thread, which may end while its process lives. */
    boolean loadOfThread(String name) {
        try {
            files.load(pid.concat(name));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** Bars a file that could not be read, or finds that its process is gone. */
    void bar(int bit, boolean forbidden) {
        if (!new File(root, pid.concat("/stat")).exists()) {
            gone = true;
            return;
        }
        notRead |= 1L << bit;
        if (forbidden) {
            notRead |= 1L << (bit + FORBIDDEN_SHIFT);
            stats.unreadable().incrementAndGet();
        }
    }

    /** Names in that folder of the process; none where it cannot be listed. */
    String[] list(String name) {
        String[] names = new File(root, pid.concat(name)).list();
        return names == null ? new String[0] : names;
    }
}
