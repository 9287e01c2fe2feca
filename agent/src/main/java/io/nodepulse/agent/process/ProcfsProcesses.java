package io.nodepulse.agent.process;

import io.nodepulse.agent.procfs.ProcFiles;
import io.nodepulse.agent.scrape.ExporterStats;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Arrays;

/**
 * Reads the processes of this machine, grouped by name as process_exporter's <code>{{.Comm}}</code>
 * does.
 *
 * <p>A group's CPU counter starts at 0 with the reader and grows by what each member used since the
 * scrape before; a process born in between counts in full. So the counter never falls when a member
 * ends, and a restart of the agent looks like what it is, a counter that starts again.
 */
final class ProcfsProcesses implements ProcessSource, ProcFiles.PidAction {

    private final ProcFiles files;
    private final ExporterStats stats;
    private final FullNames fullNames;
    private final ProcStat stat = new ProcStat();
    private PidTable known = new PidTable();
    private PidTable seen = new PidTable();
    private boolean firstScrape = true;
    private @Nullable ProcessTable table;

    ProcfsProcesses(ProcFiles files, ExporterStats stats) {
        this.files = files;
        this.stats = stats;
        this.fullNames = new FullNames(files, stats);
    }

    @Override
    public long read(long askedMillis, ProcessTable to) throws IOException {
        table = to;
        seen.clear();
        files.forEachPid(this);
        PidTable last = known;
        known = seen;
        seen = last;
        firstScrape = false;
        return askedMillis;
    }

    @Override
    public void startAnew() {
        firstScrape = true;
    }

    @Override
    public void take(String pid) {
        String file = pid.concat("/stat");
        try {
            files.load(file);
        } catch (IOException e) {
            if (files.isForbidden(file, e)) {
                stats.unreadable().incrementAndGet();
            }
            return;
        }
        ProcessTable to = table;
        if (to == null || !stat.parse(files)) {
            return;
        }
        int id = Integer.parseInt(pid);
        long start = stat.startTicks();
        long ticks = stat.cpuTicks();
        int index = known.find(id, start);
        // Whether an unknown process may be an old one, whose CPU time is not of this interval.
        boolean baseline = firstScrape || known.isFull();
        long before = index >= 0 ? known.cpuTicks(index) : baseline ? ticks : 0;
        double resident = (double) stat.residentPages() * files.pageBytes();
        SourceGroup group = groupOf(pid, index < 0 ? null : known.group(index), to);
        group.add(1, resident, Math.max(0, ticks - before) / (double) files.ticksPerSecond());
        seen.put(id, start, ticks, group);
    }

    /** The group of the loaded process: still the known one, unless it has another name by now. */
    private SourceGroup groupOf(String pid, @Nullable SourceGroup before, ProcessTable to) {
        byte[] bytes = files.bytes();
        int from = stat.nameFrom();
        int end = stat.nameTo();
        if (end - from != FullNames.KERNEL_NAME_LENGTH) {
            return to.find(bytes, from, end);
        }
        if (before != null && startsWith(before.name(), bytes, from, end)) {
            return before;
        }
        byte[] name = fullNames.of(pid, Arrays.copyOfRange(bytes, from, end));
        return to.find(name, 0, name.length);
    }

    private static boolean startsWith(byte[] name, byte[] bytes, int from, int to) {
        return name.length >= to - from && Arrays.equals(name, 0, to - from, bytes, from, to);
    }
}
