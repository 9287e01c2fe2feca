package io.nodepulse.query.readmodel;

/**
 * The optional figures of processes that buckets hold, as the projections number and store them;
 * {@code ProcessMetric} is the table of them.
 */
public enum KeptFigure {
    READ_BYTES(1, true),
    WRITE_BYTES(2, true),
    MAJOR_FAULTS(3, true),
    VOLUNTARY_SWITCHES(4, true),
    INVOLUNTARY_SWITCHES(5, true),
    OPEN_FDS(6, false),
    WORST_FD_RATIO(7, false, 1e6),
    THREADS(8, false),
    SWAPPED_BYTES(9, false),
    PROPORTIONAL_BYTES(10, false),
    PROCS_RUNNING(11, false),
    PROCS_SLEEPING(12, false),
    PROCS_WAITING(13, false),
    PROCS_ZOMBIE(14, false),
    OOM_KILLS(16, true);

    /** The columns of a figure in a bucket; what each means is in the projections' README. */
    enum Part {
        MAX,
        GROWTH_OR_UNKNOWN,
        COVERED_OR_SUM_GAP,
        LAST_GAP;

        private static final int COUNT = values().length;
    }

    private final int code;
    private final boolean counter;
    private final double perOne;

    KeptFigure(int code, boolean counter) {
        this(code, counter, 1);
    }

    KeptFigure(int code, boolean counter, double perOne) {
        this.code = code;
        this.counter = counter;
        this.perOne = perOne;
    }

    /** Stands for it where it is stored. */
    public int code() {
        return code;
    }

    /** Whether it counts, and its growth matters; else each reading stands for itself. */
    public boolean isCounter() {
        return counter;
    }

    /** What is stored of one. */
    public double perOne() {
        return perOne;
    }

    /** The column of a part in the sparse table of a bucket. */
    int column(Part part) {
        return code * Part.COUNT + part.ordinal();
    }
}
