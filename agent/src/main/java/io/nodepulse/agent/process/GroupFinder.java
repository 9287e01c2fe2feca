package io.nodepulse.agent.process;

import io.nodepulse.agent.procfs.ProcFiles;
import io.nodepulse.agent.scrape.ExporterStats;
import io.nodepulse.agent.scrape.LocalAccounts;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * Finds the group of the process whose {@code stat} is loaded: by its name where that tells it, and
 * otherwise by the rules, whose answer stays with the process until it has another name. One that
 * was born since the scrape before is judged once more in the next, because its parent's name,
 * account and unit are its own for a moment after the fork. Used by one thread.
 */
final class GroupFinder {

    private final ProcFiles files;
    private final FullNames fullNames;
    private final ProcFacts facts;
    private boolean settled;

    GroupFinder(ProcFiles files, LocalAccounts accounts, ExporterStats stats) {
        this.files = files;
        this.fullNames = new FullNames(files, stats);
        this.facts = new ProcFacts(files, stats, accounts);
    }

    void beginScrape() {
        facts.beginScrape();
    }

    /** Whether the last answer stays; a cell of {@link PidTable#SETTLED}. */
    long settled() {
        return settled ? 1 : 0;
    }

    /**
     * The group of that process.
     *
     * @param index its row in that table, or -1 where it is new
     */
    SourceGroup of(String pid, ProcStat stat, PidTable known, int index, ProcessTable to) {
        SourceGroup before = index < 0 ? null : known.group(index);
        if (!to.rules().needProc()) {
            return byName(pid, stat, before, to);
        }
        boolean sameName = before != null && isNameIn(before.name(), stat);
        if (before != null && stays(before, sameName && isSettled(known, index), sameName, to)) {
            return before;
        }
        settled = index >= 0 || known.size() == 0;
        byte[] name = nameOf(pid, stat);
        facts.begin(pid, !stat.isKernelThread() && stat.state() != 'Z');
        SourceGroup found = to.find(name, to.rules().judge(GroupNames.clean(name), facts));
        settled &= !to.rules().areExhausted();
        return found;
    }

    private boolean stays(SourceGroup before, boolean same, boolean sameName, ProcessTable to) {
        boolean waits = sameName && to.rules().areExhausted();
        settled = same;
        return same || waits || to.isFullAnd(before);
    }

    private static boolean isSettled(PidTable known, int index) {
        return known.get(index, PidTable.SETTLED) != 0;
    }

    /** Still the known one, unless the process has another name by now. */
    private SourceGroup byName(
            String pid, ProcStat stat, @Nullable SourceGroup before, ProcessTable to) {
        if (stat.nameTo() - stat.nameFrom() != FullNames.KERNEL_NAME_LENGTH) {
            return to.find(files.bytes(), stat.nameFrom(), stat.nameTo());
        }
        if (before != null && isNameIn(before.name(), stat)) {
            return before;
        }
        byte[] name = nameOf(pid, stat);
        return to.find(name, 0, name.length);
    }

    private byte[] nameOf(String pid, ProcStat stat) {
        byte[] name = Arrays.copyOfRange(files.bytes(), stat.nameFrom(), stat.nameTo());
        return name.length == FullNames.KERNEL_NAME_LENGTH ? fullNames.of(pid, name) : name;
    }

    /** Whether a group's key begins with the kernel's name, and ends there unless that was cut. */
    private boolean isNameIn(byte[] key, ProcStat stat) {
        int length = stat.nameTo() - stat.nameFrom();
        return key.length >= length
                && Arrays.equals(key, 0, length, files.bytes(), stat.nameFrom(), stat.nameTo())
                && (length == FullNames.KERNEL_NAME_LENGTH
                        || key.length == length
                        || key[length] == 0);
    }
}
