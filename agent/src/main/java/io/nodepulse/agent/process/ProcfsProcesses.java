package io.nodepulse.agent.process;

import io.nodepulse.agent.payload.JsonBuffer;
import io.nodepulse.agent.procfs.ProcFiles;
import io.nodepulse.agent.scrape.ExporterStats;
import io.nodepulse.agent.scrape.LocalAccounts;
import io.nodepulse.agent.telemetry.Trouble;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads the processes of this machine, grouped by name as process_exporter's <code>{{.Comm}}</code>
 * does.
 *
 * <p>A group's counters start at 0 with the reader and grow by what each member used since the
 * scrape before; a process born in between counts in full, one that also ended in between at its
 * parent. So a counter never falls when a member ends, and a restart of the agent looks like what
 * it is, a counter that starts again. A group of which one member's figure is not known has none.
 */
final class ProcfsProcesses implements ProcessSource, ProcFiles.PidAction {

    private static final double MILLIS_PER_SECOND = 1_000;

    private final ProcFiles files;
    private final ExporterStats stats;
    private final GroupFinder groups;
    private final @Nullable LargestList largest;
    private final Trouble hidden =
            new Trouble("processes are hidden", "no process is hidden", "folder", "/proc");
    private final double cores = Runtime.getRuntime().availableProcessors();
    private final ProcStat stat = new ProcStat();
    private final ProcReadings readings;
    private final BootTime bootTime;
    private PidTable known = new PidTable();
    private PidTable seen = new PidTable();
    private boolean firstScrape = true;
    private long lastMillis;
    private long unreadable;
    private long threads;
    private long partlyRead;
    private long nowMillis;
    private double bootSeconds = Double.NaN;
    private boolean firstProcessListed;
    private @Nullable ProcessTable table;

    ProcfsProcesses(
            ProcFiles files, ProcFigures figures, LargestSettings largest, ExporterStats stats) {
        LocalAccounts accounts = new LocalAccounts(Path.of("/etc/passwd"));
        this.files = files;
        this.largest =
                largest.listed()
                        ? new LargestList(files, new ProcFacts(files, stats, accounts), largest)
                        : null;
        this.readings = new ProcReadings(files, figures, stats);
        this.bootTime = new BootTime(files);
        this.stats = stats;
        this.groups = new GroupFinder(files, accounts, stats);
    }

    @Override
    public long read(long askedMillis, ProcessTable to) throws IOException {
        table = to;
        unreadable = 0;
        threads = 0;
        partlyRead = 0;
        nowMillis = askedMillis;
        bootSeconds = bootTime.seconds(askedMillis);
        firstProcessListed = false;
        seen.clear();
        groups.beginScrape();
        files.forEachPid(this);
        if (!firstScrape && !known.isFull() && !seen.isFull()) {
            double seconds = Math.max(0, askedMillis - lastMillis) / MILLIS_PER_SECOND;
            long ticksPerSecond = files.ticksPerSecond();
            long most = (long) (seconds * cores * ticksPerSecond);
            ShortLives.count(known, seen, most, ticksPerSecond);
        }
        PidTable last = known;
        known = seen;
        seen = last;
        firstScrape = false;
        lastMillis = askedMillis;
        stats.partlyReadProcesses().set(partlyRead);
        reportHidden();
        return askedMillis;
    }

    @Override
    public void writeMore(List<SentGroup> sent, JsonBuffer to) {
        if (largest != null) {
            largest.write(known, sent, lastMillis, bootSeconds, to);
        }
    }

    @Override
    public void startAnew() {
        firstScrape = true;
        if (largest != null) {
            largest.startAnew();
        }
    }

    @Override
    public void take(String pid) {
        String file = pid.concat("/stat");
        int id = Integer.parseInt(pid);
        firstProcessListed |= id == 1;
        try {
            files.load(file);
        } catch (IOException e) {
            unreadable += files.isForbidden(file, e) ? 1 : 0;
            return;
        }
        ProcessTable to = table;
        if (to == null || !stat.parse(files)) {
            return;
        }
        int index = known.find(id, stat.startTicks());
        SourceGroup group = groups.of(pid, stat, known, index, to);
        if (readings.read(pid, stat, known, index, nowMillis)) {
            threads += stat.threads();
            partlyRead += ProcAccess.hasForbidden(readings.row()[PidTable.NOT_READ]) ? 1 : 0;
            setFigures(readings.gauges(), index);
            readings.row()[PidTable.SETTLED] = groups.settled();
            readings.row()[PidTable.LISTED_TICKS] = listedTicks(index);
            group.add(readings.gauges());
            seen.put(id, stat.parent(), group, readings.row());
        }
    }

    private void setFigures(double[] figures, int index) {
        figures[ProcessFigure.NUM_PROCS.ordinal()] = 1;
        figures[ProcessFigure.MEMORY_BYTES.ordinal()] =
                (double) stat.residentPages() * files.pageBytes();
        figures[ProcessFigure.THREADS.ordinal()] = stat.threads() < 0 ? Double.NaN : stat.threads();
        figures[ProcessFigure.PROCS_RUNNING.ordinal()] = stat.state() == 'R' ? 1 : 0;
        figures[ProcessFigure.PROCS_SLEEPING.ordinal()] = stat.state() == 'S' ? 1 : 0;
        figures[ProcessFigure.PROCS_WAITING.ordinal()] = stat.state() == 'D' ? 1 : 0;
        figures[ProcessFigure.PROCS_ZOMBIE.ordinal()] = stat.state() == 'Z' ? 1 : 0;
        double ticksPerSecond = files.ticksPerSecond();
        figures[ProcessFigure.OLDEST_START_SECONDS.ordinal()] =
                bootSeconds + stat.startTicks() / ticksPerSecond;
        figures[ProcessFigure.CPU_SECONDS.ordinal()] =
                grown(index, PidTable.CPU_TICKS) / ticksPerSecond;
        figures[ProcessFigure.MAJOR_FAULTS.ordinal()] = grown(index, PidTable.MAJOR_FAULTS);
        figures[ProcessFigure.VOLUNTARY_SWITCHES.ordinal()] =
                grown(index, PidTable.VOLUNTARY_SWITCHES);
        figures[ProcessFigure.INVOLUNTARY_SWITCHES.ordinal()] =
                grown(index, PidTable.INVOLUNTARY_SWITCHES);
        // Counted when all have been read, because ended children's are in it.
        figures[ProcessFigure.READ_BYTES.ordinal()] = knownAsNone(PidTable.READ_BYTES);
        figures[ProcessFigure.WRITE_BYTES.ordinal()] = knownAsNone(PidTable.WRITE_BYTES);
    }

    private double knownAsNone(int counter) {
        return readings.row()[counter] < 0 ? Double.NaN : 0;
    }

    /** What is older than the first scrape, or may be, is in no list. */
    private long listedTicks(int index) {
        if (index >= 0) {
            return known.get(index, PidTable.LISTED_TICKS);
        }
        return firstScrape || known.isFull() ? stat.cpuTicks() : 0;
    }

    /** What the process used since the scrape before; NaN where that is not known. */
    private double grown(int index, int counter) {
        long now = readings.row()[counter];
        if (now < 0) {
            return Double.NaN;
        }
        // A process that was not known may be an old one, whose counters are not of this interval.
        if (firstScrape || (index < 0 && known.isFull())) {
            return 0;
        }
        long before = index < 0 ? 0 : known.get(index, counter);
        return before < 0 ? 0 : Math.max(0, now - before);
    }

    /**
     * Counts what this user may not see. With hidepid=1 files cannot be read; with hidepid=2 not
     * even the folders are listed, which shows in the first process, and the number of tasks in
     * loadavg tells how many threads there are.
     */
    private void reportHidden() {
        if (!firstProcessListed) {
            unreadable += Math.max(1, allThreads() - threads);
        }
        stats.unreadable().addAndGet(unreadable);
        if (unreadable > 0) {
            hidden.failed(
                    unreadable
                            + " processes may not be read: /proc is mounted with hidepid; run the"
                            + " agent as root or in the group that the mount's gid names");
        } else {
            hidden.over();
        }
    }

    /** Threads of the machine: load, load, load, running/all. */
    private long allThreads() {
        try {
            files.load("loadavg");
        } catch (IOException _) {
            return 0;
        }
        files.word();
        files.word();
        files.word();
        int at = files.word();
        while (at < files.position() && files.bytes()[at] != '/') {
            at++;
        }
        files.moveTo(at + 1);
        return files.number();
    }
}
