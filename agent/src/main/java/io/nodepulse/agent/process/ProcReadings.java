package io.nodepulse.agent.process;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nodepulse.agent.process.ProcFigures.Part;
import io.nodepulse.agent.procfs.ProcFiles;
import io.nodepulse.agent.scrape.ExporterStats;

import java.util.Arrays;

/**
 * The files of one process beside its {@code stat}: its counters into a row of {@link PidTable},
 * its gauges by figure. A process that ends in mid-read is none at all. Filled again for every
 * process; used by one thread.
 */
final class ProcReadings {

    /** The longest that a file that could not be read, or a limit, is believed to stay so. */
    static final long RETRY_MILLIS = 600_000;

    /** Beside the bits of {@link Part}. */
    private static final int LIMITS = Part.values().length;

    private static final int KIB = 1_024;
    private static final byte[] READ = "read_bytes:".getBytes(US_ASCII);
    private static final byte[] WRITE = "write_bytes:".getBytes(US_ASCII);
    private static final byte[] SWAP = "VmSwap:".getBytes(US_ASCII);
    private static final byte[] VOLUNTARY = "voluntary_ctxt_switches:".getBytes(US_ASCII);
    private static final byte[] INVOLUNTARY = "nonvoluntary_ctxt_switches:".getBytes(US_ASCII);
    private static final byte[] PROPORTIONAL = "Pss:".getBytes(US_ASCII);

    private final ProcFiles files;
    private final ProcAccess access;
    private final FdFolder fds;
    private final boolean[] wanted = new boolean[Part.values().length];
    private final long[] row = new long[PidTable.COLUMNS];
    private final double[] gauges = new double[ProcessFigure.COUNT];

    ProcReadings(ProcFiles files, ProcFigures figures, ExporterStats stats) {
        this.files = files;
        this.access = new ProcAccess(files, stats);
        this.fds = new FdFolder(files);
        for (Part part : Part.values()) {
            wanted[part.ordinal()] = figures.has(part);
        }
    }

    /** Columns of {@link PidTable}, valid until the next process. */
    long[] row() {
        return row;
    }

    /** By ordinal of the figure; counters, and what stat says, are the caller's to set. */
    double[] gauges() {
        return gauges;
    }

    /**
     * Reads the process of that stat; false where it has ended meanwhile.
     *
     * @param known its row in that table, or -1 where it is new
     */
    boolean read(String pid, ProcStat stat, PidTable table, int known, long nowMillis) {
        Arrays.fill(gauges, Double.NaN);
        Arrays.fill(row, 0);
        row[PidTable.START_TICKS] = stat.startTicks();
        row[PidTable.CPU_TICKS] = stat.cpuTicks();
        row[PidTable.CHILD_TICKS] = stat.childTicks();
        row[PidTable.MAJOR_FAULTS] = stat.majorFaults();
        row[PidTable.RESIDENT_PAGES] = stat.residentPages();
        access.begin(pid, remembered(pid, table, known, nowMillis));
        readIo();
        readStatus(stat.threads() > 1);
        if (stat.isKernelThread() || stat.state() == 'Z') {
            // Without memory, and without files.
            gauges[ProcessFigure.PROPORTIONAL_BYTES.ordinal()] = wants(Part.SMAPS) ? 0 : Double.NaN;
            setDescriptors(0, 1);
        } else {
            readDescriptors(pid);
            readProportional();
        }
        row[PidTable.NOT_READ] = access.notRead();
        return !access.isGone();
    }

    private boolean wants(Part part) {
        return wanted[part.ordinal()];
    }

    /** What could not be read before; nothing once its time is over, which differs by process. */
    private long remembered(String pid, PidTable table, int known, long nowMillis) {
        long retryMillis = known < 0 ? 0 : table.get(known, PidTable.RETRY_MILLIS);
        if (retryMillis <= nowMillis || retryMillis > nowMillis + RETRY_MILLIS) {
            long spread = Math.floorMod(pid.hashCode() * 31, 64) * RETRY_MILLIS / 128;
            row[PidTable.RETRY_MILLIS] = nowMillis + RETRY_MILLIS / 2 + spread;
            row[PidTable.FD_LIMIT] = -1;
            return 0;
        }
        row[PidTable.RETRY_MILLIS] = retryMillis;
        row[PidTable.FD_LIMIT] = table.get(known, PidTable.FD_LIMIT);
        return table.get(known, PidTable.NOT_READ);
    }

    private boolean load(Part part, String name) {
        return wants(part) && access.load(part.ordinal(), name);
    }

    private void readIo() {
        row[PidTable.READ_BYTES] = -1;
        row[PidTable.WRITE_BYTES] = -1;
        if (load(Part.IO, "/io")) {
            do {
                if (files.skip(READ)) {
                    row[PidTable.READ_BYTES] = files.number();
                } else if (files.skip(WRITE)) {
                    row[PidTable.WRITE_BYTES] = files.number();
                }
            } while (files.nextLine());
        }
    }

    private void readStatus(boolean severalThreads) {
        row[PidTable.VOLUNTARY_SWITCHES] = -1;
        row[PidTable.INVOLUNTARY_SWITCHES] = -1;
        if (load(Part.STATUS, "/status")) {
            // Processes without memory have no such line, and nothing in swap.
            gauges[ProcessFigure.SWAPPED_BYTES.ordinal()] = 0;
            do {
                if (files.skip(SWAP)) {
                    gauges[ProcessFigure.SWAPPED_BYTES.ordinal()] = kibibytes();
                } else if (!severalThreads) {
                    readSwitches(0, 0);
                }
            } while (files.nextLine());
        }
        if (severalThreads && wants(Part.THREADS)) {
            readThreads();
        }
    }

    /** The status of a process has the switches of its first thread only. */
    private void readThreads() {
        long voluntary = 0;
        long involuntary = 0;
        for (String thread : access.list("/task")) {
            if (access.loadOfThread("/task/" + thread + "/status")) {
                do {
                    readSwitches(voluntary, involuntary);
                } while (files.nextLine());
                voluntary = Math.max(voluntary, row[PidTable.VOLUNTARY_SWITCHES]);
                involuntary = Math.max(involuntary, row[PidTable.INVOLUNTARY_SWITCHES]);
            }
        }
    }

    private void readSwitches(long voluntary, long involuntary) {
        if (files.skip(VOLUNTARY)) {
            row[PidTable.VOLUNTARY_SWITCHES] = voluntary + files.number();
        } else if (files.skip(INVOLUNTARY)) {
            row[PidTable.INVOLUNTARY_SWITCHES] = involuntary + files.number();
        }
    }

    private void readDescriptors(String pid) {
        if (!wants(Part.FDS) || access.isBarred(Part.FDS.ordinal())) {
            return;
        }
        if (row[PidTable.FD_LIMIT] < 0 && access.load(LIMITS, "/limits")) {
            row[PidTable.FD_LIMIT] = fds.limit();
        }
        int open = fds.count(pid);
        if (open < 0) {
            access.bar(Part.FDS.ordinal(), fds.exists(pid));
        } else {
            setDescriptors(open, row[PidTable.FD_LIMIT]);
        }
    }

    private void setDescriptors(int open, long limit) {
        if (wants(Part.FDS)) {
            gauges[ProcessFigure.OPEN_FDS.ordinal()] = open;
            gauges[ProcessFigure.WORST_FD_RATIO.ordinal()] =
                    limit < 0 ? Double.NaN : open / (double) Math.max(1, limit);
        }
    }

    private void readProportional() {
        if (load(Part.SMAPS, "/smaps_rollup")) {
            do {
                if (files.skip(PROPORTIONAL)) {
                    gauges[ProcessFigure.PROPORTIONAL_BYTES.ordinal()] = kibibytes();
                }
            } while (files.nextLine());
        }
    }

    private double kibibytes() {
        long number = files.number();
        return number < 0 ? Double.NaN : (double) number * KIB;
    }
}
