package io.nodepulse.agent.process;

/**
 * CPU time and I/O of processes that were born and ended between two scrapes, and of the last
 * moments of those that were seen: the kernel adds all of it to the parent that waits for them
 * (cutime, cstime, and what its own {@code io} shows), so it is counted in the parent's group. Used
 * by one thread.
 *
 * <p>What a child had when it was last seen was counted then, in its own group, and is taken off
 * again. Where it ended together with its parent, any living ancestor may have got its time, so it
 * is taken off all of them: rather too little is counted than anything twice. For the same reason
 * an ancestor remembers for one more scrape what it could not take off, because a child may end
 * while the files are being read; and growth that no interval can hold counts as none.
 */
final class ShortLives {

    private static final int MAX_DEPTH = 64;
    private static final int INIT = 1;

    private ShortLives() {}

    /**
     * Counts what is new at the parents of the later scrape, and all I/O.
     *
     * @param most ticks that all CPUs had between the two scrapes
     * @param ticksPerSecond the unit of CPU times
     */
    static void count(PidTable before, PidTable after, long most, long ticksPerSecond) {
        for (int i = 0; i < before.size(); i++) {
            if (after.find(before.pid(i), before.get(i, PidTable.START_TICKS)) < 0) {
                takeOff(before, i, after);
            }
        }
        for (int i = 0; i < after.size(); i++) {
            SourceGroup group = after.group(i);
            int known = before.find(after.pid(i), after.get(i, PidTable.START_TICKS));
            long ticks =
                    grown(before, known, after, i, PidTable.CHILD_TICKS, PidTable.COUNTED_TICKS);
            long read =
                    grown(
                            before,
                            known,
                            after,
                            i,
                            PidTable.READ_BYTES,
                            PidTable.COUNTED_READ_BYTES);
            long written =
                    grown(
                            before,
                            known,
                            after,
                            i,
                            PidTable.WRITE_BYTES,
                            PidTable.COUNTED_WRITE_BYTES);
            if (group != null) {
                double seconds = ticks <= most ? ticks / (double) ticksPerSecond : 0;
                group.grow(ProcessFigure.CPU_SECONDS, seconds);
                group.grow(ProcessFigure.READ_BYTES, read);
                group.grow(ProcessFigure.WRITE_BYTES, written);
            }
        }
    }

    private static void takeOff(PidTable before, int ended, PidTable after) {
        long ticks =
                before.get(ended, PidTable.CPU_TICKS) + before.get(ended, PidTable.CHILD_TICKS);
        long read = before.get(ended, PidTable.READ_BYTES);
        long written = before.get(ended, PidTable.WRITE_BYTES);
        int pid = before.parent(ended);
        for (int depth = 0; pid > 0 && depth < MAX_DEPTH; depth++) {
            int known = before.find(pid);
            int living = known < 0 ? -1 : after.find(pid, before.get(known, PidTable.START_TICKS));
            if (living >= 0) {
                counted(after, living, PidTable.COUNTED_TICKS, ticks);
                counted(after, living, PidTable.COUNTED_READ_BYTES, read);
                counted(after, living, PidTable.COUNTED_WRITE_BYTES, written);
                if (depth == 0) {
                    return;
                }
            }
            if (known < 0) {
                // An ancestor that was never read: what it left behind went up to the first one.
                pid = pid == INIT ? 0 : INIT;
            } else {
                pid = before.parent(known);
            }
        }
    }

    private static void counted(PidTable after, int row, int column, long seen) {
        after.set(row, column, after.get(row, column) + Math.max(0, seen));
    }

    /** What is new in that counter, at least 0; also where it is not known, or was not. */
    private static long grown(
            PidTable before, int known, PidTable after, int row, int counter, int counted) {
        long now = after.get(row, counter);
        long then = known < 0 ? 0 : before.get(known, counter);
        if (now < 0 || then < 0) {
            return 0;
        }
        long seen = after.get(row, counted);
        long rest = now - then - seen - (known < 0 ? 0 : before.get(known, counted));
        after.set(row, counted, Math.clamp(-rest, 0, seen));
        return Math.max(0, rest);
    }
}
