package io.nodepulse.agent.process;

import java.util.Locale;

/**
 * The figures of a process group that are sent, by the payload's field names: the one table of them
 * in the agent. {@code ProcessMetric} on the server's side has all but the first three, which every
 * group has, and says what they are. Where each is read stands in {@link ProcessSeries} for pages,
 * in {@link ProcReadings} for /proc and in {@link CgroupUnits} for control groups.
 *
 * <p>What is not known is NaN, and so is every sum with it: of a group of which one part is not
 * known nothing is said, because less than there is would look like an answer.
 */
enum ProcessFigure {
    NUM_PROCS(Sum.ADDED, true),
    CPU_SECONDS(Sum.GROWN, false),
    MEMORY_BYTES(Sum.ADDED, true),
    READ_BYTES(Sum.GROWN, true),
    WRITE_BYTES(Sum.GROWN, true),
    MAJOR_FAULTS(Sum.GROWN, true),
    VOLUNTARY_SWITCHES(Sum.GROWN, true),
    INVOLUNTARY_SWITCHES(Sum.GROWN, true),
    OOM_KILLS(Sum.GROWN, true),
    OPEN_FDS(Sum.ADDED, true),
    WORST_FD_RATIO(Sum.LARGEST, false),
    THREADS(Sum.ADDED, true),
    SWAPPED_BYTES(Sum.ADDED, true),
    PROPORTIONAL_BYTES(Sum.ADDED, true),
    PROCS_RUNNING(Sum.ADDED, true),
    PROCS_SLEEPING(Sum.ADDED, true),
    PROCS_WAITING(Sum.ADDED, true),
    PROCS_ZOMBIE(Sum.ADDED, true),
    OLDEST_START_SECONDS(Sum.SMALLEST, false);

    /** What the figure of several processes, or of several groups, is. */
    enum Sum {
        /** A gauge: the sum. */
        ADDED,
        /** A counter: the sum of what each grew by. */
        GROWN,
        /** A gauge: the largest. */
        LARGEST,
        /** A gauge: the smallest. */
        SMALLEST
    }

    /** A double holds every whole number up to this one, as the server demands. */
    private static final double MAX_WHOLE = 0x1p53;

    private static final ProcessFigure[] ALL = values();

    static final int COUNT = ALL.length;

    /** Counters have ordinals below this, so that tables of them are short. */
    static final int COUNTERS_END = OOM_KILLS.ordinal() + 1;

    private final Sum sum;
    private final boolean whole;
    private final String field = name().toLowerCase(Locale.ROOT);
    private final String json = ",\"" + field + "\":";

    ProcessFigure(Sum sum, boolean whole) {
        this.sum = sum;
        this.whole = whole;
    }

    static ProcessFigure of(int ordinal) {
        return ALL[ordinal];
    }

    /** The name in the payload. */
    String field() {
        return field;
    }

    /** The name in a JSON object that has begun, with what stands around it. */
    String json() {
        return json;
    }

    boolean isCounter() {
        return sum == Sum.GROWN;
    }

    boolean isWhole() {
        return whole;
    }

    /** Whether a sample is none without it. */
    boolean isRequired() {
        return ordinal() <= MEMORY_BYTES.ordinal();
    }

    /** Whether the figure can have that value; what is required is cut rather than left out. */
    boolean accepts(double value) {
        boolean exact = whole && !isRequired();
        return value >= 0
                && value != Double.POSITIVE_INFINITY
                && !(exact && (value != Math.rint(value) || value > MAX_WHOLE));
    }

    /** What is not changed by what it is summed up with. */
    double none() {
        return sum == Sum.SMALLEST ? Double.POSITIVE_INFINITY : 0;
    }

    double sum(double one, double other) {
        return switch (sum) {
            case ADDED, GROWN -> one + other;
            case LARGEST -> Math.max(one, other);
            case SMALLEST -> Math.min(one, other);
        };
    }
}
