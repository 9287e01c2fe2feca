package io.nodepulse.agent.process;

import io.nodepulse.agent.procfs.ProcFiles;

/**
 * The fields of one {@code /proc/PID/stat} that matter here; the manual page proc_pid_stat(5)
 * numbers them. A view on the loaded file, filled again for every process.
 */
final class ProcStat {

    /** Fields between ppid, 4, and flags, 9. */
    private static final int FIELDS_BEFORE_FLAGS = 4;

    /** Fields between flags, 9, and majflt, 12. */
    private static final int FIELDS_BEFORE_FAULTS = 2;

    /** Linux, {@code include/linux/sched.h}: PF_KTHREAD. */
    private static final long KERNEL_THREAD = 0x00200000;

    /** Fields between cstime, 17, and num_threads, 20. */
    private static final int FIELDS_BEFORE_THREADS = 2;

    private int nameFrom;
    private int nameTo;
    private byte state;
    private int parent;
    private boolean kernelThread;
    private long majorFaults;
    private long cpuTicks;
    private long childTicks;
    private long threads;
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
        state = bytes[file.word()];
        parent = (int) file.number();
        skip(file, FIELDS_BEFORE_FLAGS);
        kernelThread = (file.number() & KERNEL_THREAD) != 0;
        skip(file, FIELDS_BEFORE_FAULTS);
        majorFaults = file.number();
        skip(file, 1);
        long user = file.number();
        long system = file.number();
        childTicks = Math.max(0, file.number()) + Math.max(0, file.number());
        skip(file, FIELDS_BEFORE_THREADS);
        threads = file.number();
        skip(file, 1);
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

    /** What the process does: R, S, D, Z or another letter of the manual page. */
    byte state() {
        return state;
    }

    boolean isKernelThread() {
        return kernelThread;
    }

    /** Page faults of all threads that waited for storage. */
    long majorFaults() {
        return majorFaults;
    }

    /** Process id of the parent; 0 where there is none. */
    int parent() {
        return parent;
    }

    /** User and system time of all threads. */
    long cpuTicks() {
        return cpuTicks;
    }

    /** User and system time of children that ended and were waited for, and of their children. */
    long childTicks() {
        return childTicks;
    }

    long threads() {
        return threads;
    }

    /** When the process started, in ticks since boot. */
    long startTicks() {
        return startTicks;
    }

    long residentPages() {
        return residentPages;
    }
}
