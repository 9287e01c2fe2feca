package io.nodepulse.agent.process;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nodepulse.agent.exposition.Sample;

import org.jspecify.annotations.Nullable;

/**
 * The series of process_exporter's page that are read, and the figure that each is, or is a part
 * of. Names are those of 0.5 and later; {@code cpu_user_seconds_total} and {@code
 * cpu_system_seconds_total} are what 0.2 to 0.4 have in place of modes, and 0.1 and before have one
 * counter of CPU. Each version lacks what it does not know: states, threads, faults and descriptors
 * came with 0.2, switches and swap with 0.3, proportional memory with 0.7 and {@code
 * -gather-smaps}.
 */
@SuppressWarnings("ImmutableEnumChecker") // The arrays are never handed out to be written to.
enum ProcessSeries {
    PROCS("num_procs", ProcessFigure.NUM_PROCS),
    CPU_USER("cpu_seconds_total", "mode", "user", ProcessFigure.CPU_SECONDS),
    CPU_SYSTEM("cpu_seconds_total", "mode", "system", ProcessFigure.CPU_SECONDS),
    /** Of any other mode, and of none; there may be several. */
    CPU_OTHER("cpu_seconds_total", ProcessFigure.CPU_SECONDS),
    CPU_USER_BEFORE_MODES("cpu_user_seconds_total", ProcessFigure.CPU_SECONDS),
    CPU_SYSTEM_BEFORE_MODES("cpu_system_seconds_total", ProcessFigure.CPU_SECONDS),
    RESIDENT("memory_bytes", "memtype", "resident", ProcessFigure.MEMORY_BYTES),
    SWAPPED("memory_bytes", "memtype", "swapped", ProcessFigure.SWAPPED_BYTES),
    PROPORTIONAL(
            "memory_bytes", "memtype", "proportionalResident", ProcessFigure.PROPORTIONAL_BYTES),
    READ("read_bytes_total", ProcessFigure.READ_BYTES),
    WRITE("write_bytes_total", ProcessFigure.WRITE_BYTES),
    FAULTS("major_page_faults_total", ProcessFigure.MAJOR_FAULTS),
    VOLUNTARY(
            "context_switches_total",
            "ctxswitchtype",
            "voluntary",
            ProcessFigure.VOLUNTARY_SWITCHES),
    INVOLUNTARY(
            "context_switches_total",
            "ctxswitchtype",
            "nonvoluntary",
            ProcessFigure.INVOLUNTARY_SWITCHES),
    OPEN("open_filedesc", ProcessFigure.OPEN_FDS),
    WORST_RATIO("worst_fd_ratio", ProcessFigure.WORST_FD_RATIO),
    THREADS("num_threads", ProcessFigure.THREADS),
    RUNNING("states", "state", "Running", ProcessFigure.PROCS_RUNNING),
    SLEEPING("states", "state", "Sleeping", ProcessFigure.PROCS_SLEEPING),
    WAITING("states", "state", "Waiting", ProcessFigure.PROCS_WAITING),
    ZOMBIE("states", "state", "Zombie", ProcessFigure.PROCS_ZOMBIE),
    OLDEST_START("oldest_start_time_seconds", ProcessFigure.OLDEST_START_SECONDS);

    static final byte[] PREFIX = "namedprocess_namegroup_".getBytes(US_ASCII);

    private static final ProcessSeries[] ALL = values();
    private static final int USER = CPU_USER.bit() | CPU_USER_BEFORE_MODES.bit();
    private static final int SYSTEM = CPU_SYSTEM.bit() | CPU_SYSTEM_BEFORE_MODES.bit();

    private final byte[] metric;
    private final byte @Nullable [] label;
    private final byte @Nullable [] labelValue;
    private final ProcessFigure figure;

    ProcessSeries(String metric, ProcessFigure figure) {
        this(metric, null, null, figure);
    }

    ProcessSeries(
            String metric,
            @Nullable String label,
            @Nullable String labelValue,
            ProcessFigure figure) {
        this.metric = ("namedprocess_namegroup_" + metric).getBytes(US_ASCII);
        this.label = label == null ? null : label.getBytes(US_ASCII);
        this.labelValue = labelValue == null ? null : labelValue.getBytes(US_ASCII);
        this.figure = figure;
    }

    /**
     * The series of that sample, or null where it is none that is read.
     *
     * @param before what the sample before was, where the search begins: pages have what belongs
     *     together in one place
     */
    static @Nullable ProcessSeries of(Sample sample, ProcessSeries before) {
        int start = before.ordinal();
        for (int i = 0; i < ALL.length; i++) {
            int at = start + i < ALL.length ? start + i : start + i - ALL.length;
            if (ALL[at].is(sample)) {
                return ALL[at] == CPU_OTHER ? ofCpu(sample) : ALL[at];
            }
        }
        return null;
    }

    private boolean is(Sample sample) {
        if (!sample.nameIs(metric)) {
            return false;
        }
        return label == null
                || labelValue == null
                || sample.labelIs(sample.label(label), labelValue);
    }

    /** The search may have begun behind the modes that have a series of their own. */
    private static ProcessSeries ofCpu(Sample sample) {
        if (CPU_USER.is(sample)) {
            return CPU_USER;
        }
        return CPU_SYSTEM.is(sample) ? CPU_SYSTEM : CPU_OTHER;
    }

    ProcessFigure figure() {
        return figure;
    }

    int bit() {
        return 1 << ordinal();
    }

    /** Whether a page that has a second one of a group is to be believed. */
    boolean mayRepeat() {
        return this == CPU_OTHER;
    }

    /**
     * Whether these bits are a sample. One mode of CPU without the other would look like a counter
     * that fell.
     */
    static boolean areComplete(int bits) {
        boolean user = (bits & USER) != 0;
        boolean system = (bits & SYSTEM) != 0;
        boolean cpu = user && system || !user && !system && (bits & CPU_OTHER.bit()) != 0;
        return cpu && (bits & PROCS.bit()) != 0 && (bits & RESIDENT.bit()) != 0;
    }
}
