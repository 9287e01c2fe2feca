package io.nodepulse.agent.process;

/**
 * CPU time of processes that were born and ended between two scrapes, and of the last moments of
 * those that were seen: the kernel adds all of it to the parent that waits for them (cutime and
 * cstime), so it is counted in the parent's group. Used by one thread.
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
     * Counts what is new at the parents of the later scrape.
     *
     * @param most ticks that all CPUs had between the two scrapes
     * @param ticksPerSecond the unit of CPU times
     */
    static void count(PidTable before, PidTable after, long most, long ticksPerSecond) {
        for (int i = 0; i < before.capacity(); i++) {
            int pid = before.pid(i);
            if (pid != 0 && after.find(pid, before.startTicks(i)) < 0) {
                takeOff(before, i, after);
            }
        }
        for (int i = 0; i < after.capacity(); i++) {
            if (after.pid(i) != 0) {
                count(before, after, i, most, ticksPerSecond);
            }
        }
    }

    private static void takeOff(PidTable before, int ended, PidTable after) {
        long seen = before.cpuTicks(ended) + before.childTicks(ended);
        int pid = before.parent(ended);
        for (int depth = 0; pid > 0 && depth < MAX_DEPTH; depth++) {
            int known = before.find(pid);
            int living = known < 0 ? -1 : after.find(pid, before.startTicks(known));
            if (living >= 0) {
                after.setCountedTicks(living, after.countedTicks(living) + seen);
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

    private static void count(
            PidTable before, PidTable after, int index, long most, long ticksPerSecond) {
        int known = before.find(after.pid(index), after.startTicks(index));
        long grown = after.childTicks(index) - (known < 0 ? 0 : before.childTicks(known));
        long carried = known < 0 ? 0 : before.countedTicks(known);
        long counted = after.countedTicks(index);
        long rest = grown - counted - carried;
        after.setCountedTicks(index, Math.clamp(-rest, 0, counted));
        SourceGroup group = after.group(index);
        if (group != null && rest > 0 && rest <= most) {
            group.add(0, 0, rest / (double) ticksPerSecond);
        }
    }
}
