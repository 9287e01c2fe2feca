package io.nodepulse.agent.process;

import io.nodepulse.agent.procfs.ProcFiles;

/**
 * The fields of one {@code /proc/PID/stat} that matter here; the manual page proc_pid_stat(5)
 * numbers them. A view on the loaded file, filled again for every process.
 */
final class ProcStat {

    /** Fields between the name, which is field 2, and utime, which is field 14. */
    private static final int FIELDS_BEFORE_UTIME = 11;

    /** Fields between stime, 15, and starttime, 22. */
    private static final int FIELDS_BEFORE_START = 6;

    private int nameFrom;
    private int nameTo;
    private long cpuTicks;
    private long startTicks;
    private long residentPages;

    /** Reads the loaded file; false where it is not of the expected form. */
    boolean parse(ProcFiles file) {
        byte[] bytes = file.bytes();
        nameFrom = 0;
        while (nameFrom < file.length() && bytes[nameFrom] != '(') {
            nameFrom++;
        }
        nameFrom++;
        nameTo = file.length() - 1;
        while (nameTo > nameFrom && bytes[nameTo] != ')') {
            nameTo--;
        }
        if (nameTo < nameFrom || bytes[nameTo] != ')') {
            return false;
        }
        file.moveTo(nameTo + 1);
        skip(file, FIELDS_BEFORE_UTIME);
        long user = file.number();
        long system = file.number();
        skip(file, FIELDS_BEFORE_START);
        startTicks = file.number();
        skip(file, 1);
        residentPages = file.number();
        cpuTicks = user + system;
        return user >= 0 && system >= 0 && startTicks >= 0 && residentPages >= 0;
    }

    private static void skip(ProcFiles file, int fields) {
        for (int i = 0; i < fields; i++) {
            file.word();
        }
    }

    /** Where the name begins in the loaded file; it may hold any byte, parentheses too. */
    int nameFrom() {
        return nameFrom;
    }

    int nameTo() {
        return nameTo;
    }

    /** User and system time of all threads. */
    long cpuTicks() {
        return cpuTicks;
    }

    /** When the process started, in ticks since boot. */
    long startTicks() {
        return startTicks;
    }

    long residentPages() {
        return residentPages;
    }
}
