package io.nodepulse.agent.process;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.agent.counter.CounterGrowth;
import io.nodepulse.agent.procfs.KernelFiles;
import io.nodepulse.agent.procfs.ProcFiles;
import io.nodepulse.agent.scrape.ExporterStats;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads what the kernel counts in the control groups (v2) of units, slices and containers, by their
 * names. Counters begin at 0 and grow by what each group used since the scrape before; one that is
 * new counts in full, where the scrape before looked at all that there were, and so does one that
 * counts less than before, which is another of that name. Used by one thread.
 */
final class CgroupUnits implements ProcessSource, CgroupTree.Visitor {

    /** CPU time is sent in hundredths of a second, as that of processes is. */
    private static final int MICROS_PER_TICK = 10_000;

    private static final double TICKS_PER_SECOND = 100;

    private static final byte[] USAGE = "usage_usec".getBytes(US_ASCII);
    private static final byte[] INACTIVE_FILE = "inactive_file".getBytes(US_ASCII);
    private static final byte[] MAJOR_FAULTS = "pgmajfault".getBytes(US_ASCII);
    private static final byte[] KILLS = "oom_kill ".getBytes(US_ASCII);
    private static final byte[] READ = "rbytes=".getBytes(US_ASCII);
    private static final byte[] WRITTEN = "wbytes=".getBytes(US_ASCII);

    private static final int CPU = ProcessFigure.CPU_SECONDS.ordinal();
    private static final int READ_BYTES = ProcessFigure.READ_BYTES.ordinal();
    private static final int WRITE_BYTES = ProcessFigure.WRITE_BYTES.ordinal();
    private static final int OOM_KILLS = ProcessFigure.OOM_KILLS.ordinal();
    private static final int FAULTS = ProcessFigure.MAJOR_FAULTS.ordinal();

    private final KernelFiles files;
    private final ProcFiles proc;
    private final CgroupTree tree;
    private final ExporterStats stats;
    private final double[] figures = new double[ProcessFigure.COUNT];

    /** By ordinal of the counter; -1 where it is not known. */
    private final long[] counted = new long[ProcessFigure.COUNTERS_END];

    /** The counters of each folder in the scrape before, and in this one. */
    private Map<String, long[]> known = new HashMap<>();

    private Map<String, long[]> seen = new HashMap<>();
    private boolean firstScrape = true;

    /** Whether one that is not known may only have been beyond what was looked at. */
    private boolean someBeyond;

    private @Nullable ProcessTable table;

    CgroupUnits(KernelFiles files, ProcFiles proc, ExporterStats stats) {
        this.files = files;
        this.proc = proc;
        this.stats = stats;
        this.tree = new CgroupTree(files, this);
    }

    @Override
    public long read(long askedMillis, ProcessTable to) throws IOException {
        if (!CgroupTree.isMounted(files.root())) {
            throw new IOException(
                    "there is no cgroup v2 at %s, which has a file cgroup.controllers: mount it, or boot with systemd.unified_cgroup_hierarchy=1"
                            .formatted(files.root()));
        }
        table = to;
        int beyond = tree.visit();
        stats.unreadable().addAndGet(beyond);
        someBeyond = beyond > 0;
        Map<String, long[]> last = known;
        known = seen;
        seen = last;
        seen.clear();
        firstScrape = false;
        return askedMillis;
    }

    @Override
    public void startAnew() {
        firstScrape = true;
    }

    @Override
    public void take(String folder, String name, int[] pids, int from, int to) {
        Arrays.fill(figures, Double.NaN);
        Arrays.fill(counted, -1);
        long[] before = known.get(folder);
        if (table == null || !readCpu(folder)) {
            // Gone, or not to be read for once: what it used meanwhile counts when it is.
            if (before != null) {
                seen.put(folder, before);
            }
            return;
        }
        figures[ProcessFigure.NUM_PROCS.ordinal()] = to - from;
        figures[ProcessFigure.THREADS.ordinal()] = number(folder, "/pids.current");
        figures[ProcessFigure.SWAPPED_BYTES.ordinal()] = number(folder, "/memory.swap.current");
        readMemory(folder, pids, from, to);
        readKills(folder);
        readIo(folder);
        grow(before);
        seen.put(folder, counted.clone());
        byte[] bytes = name.getBytes(UTF_8);
        table.find(bytes, 0, bytes.length).add(figures);
    }

    /** Whether its CPU time is known, without which there is no sample. */
    private boolean readCpu(String folder) {
        if (load(folder, "/cpu.stat")) {
            do {
                if (files.skip(USAGE)) {
                    counted[CPU] = files.number() / MICROS_PER_TICK;
                }
            } while (files.nextLine());
        }
        return counted[CPU] >= 0;
    }

    /** Without the file cache that can go at once, as it is shown of containers. */
    private void readMemory(String folder, int[] pids, int from, int to) {
        double bytes = number(folder, "/memory.current");
        if (Double.isNaN(bytes)) {
            figures[ProcessFigure.MEMORY_BYTES.ordinal()] = residentBytes(pids, from, to);
            return;
        }
        if (load(folder, "/memory.stat")) {
            do {
                if (files.skip(INACTIVE_FILE)) {
                    bytes = Math.max(0, bytes - Math.max(0, files.number()));
                } else if (files.skip(MAJOR_FAULTS)) {
                    counted[FAULTS] = files.number();
                }
            } while (files.nextLine());
        }
        figures[ProcessFigure.MEMORY_BYTES.ordinal()] = bytes;
    }

    /** Processes that were killed as the group, or one that it is in, was out of memory. */
    private void readKills(String folder) {
        if (load(folder, "/memory.events")) {
            do {
                if (files.skip(KILLS)) {
                    counted[OOM_KILLS] = files.number();
                }
            } while (files.nextLine());
        }
    }

    /** Where the kernel does not count the memory of that group. */
    private double residentBytes(int[] pids, int from, int to) {
        double pages = 0;
        for (int i = from; i < to; i++) {
            try {
                proc.load(pids[i] + "/statm");
                proc.number();
                pages += Math.max(0, proc.number());
            } catch (IOException _) {
                continue; // it has ended meanwhile
            }
        }
        return pages * proc.pageBytes();
    }

    /** A line a device: {@code 8:0 rbytes=1 wbytes=2 rios=3 …}. */
    private void readIo(String folder) {
        if (!load(folder, "/io.stat")) {
            return;
        }
        counted[READ_BYTES] = 0;
        counted[WRITE_BYTES] = 0;
        while (files.position() < files.length()) {
            int from = files.word();
            if (from == files.position()) {
                files.nextLine();
                continue;
            }
            int end = files.position();
            files.moveTo(from);
            if (files.skip(READ)) {
                counted[READ_BYTES] += Math.max(0, files.number());
            } else if (files.skip(WRITTEN)) {
                counted[WRITE_BYTES] += Math.max(0, files.number());
            }
            files.moveTo(end);
        }
    }

    /** Of a counter that was not known before nothing is known to have grown. */
    private void grow(long @Nullable [] before) {
        boolean unknown = firstScrape || (before == null && someBeyond);
        for (int i = 0; i < counted.length; i++) {
            if (counted[i] >= 0) {
                long from = before == null ? 0 : before[i];
                double grown = unknown || from < 0 ? 0 : growth(i, from);
                figures[i] = i == CPU ? grown / TICKS_PER_SECOND : grown;
            }
        }
    }

    private double growth(int counter, long from) {
        double smallFall =
                counter == CPU
                        ? CounterGrowth.SMALL_FALL_SECONDS * TICKS_PER_SECOND
                        : CounterGrowth.SMALL_FALL_COUNT;
        return CounterGrowth.between(from, counted[counter], smallFall);
    }

    private double number(String folder, String file) {
        long number = load(folder, file) ? files.number() : -1;
        return number < 0 ? Double.NaN : number;
    }

    /** A controller that is off for a group has no files there. */
    private boolean load(String folder, String file) {
        String name = folder.concat(file);
        try {
            files.load(name);
            return files.length() > 0 || file.equals("/io.stat");
        } catch (IOException e) {
            if (files.isForbidden(name, e)) {
                stats.unreadable().incrementAndGet();
            }
            return false;
        }
    }
}
