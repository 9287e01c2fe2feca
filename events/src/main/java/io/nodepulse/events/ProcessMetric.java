package io.nodepulse.events;

import static io.nodepulse.events.Figure.Type.REAL;
import static io.nodepulse.events.Figure.Type.WHOLE;
import static io.nodepulse.events.Figure.Unit.BYTES;
import static io.nodepulse.events.Figure.Unit.COUNT;
import static io.nodepulse.events.Figure.Unit.SECONDS;
import static io.nodepulse.events.Figure.counter;
import static io.nodepulse.events.Figure.gauge;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The figures that a sample of a process group may carry beside CPU time, resident memory and the
 * number of processes: the one table of them. None is negative. A figure that is absent is not
 * known, which is not 0: the exporter is too old for it, or may not read it. The order is that of
 * columns; a new one comes last.
 *
 * <p>Each is the sum over the group's processes, but for {@link #WORST_FD_RATIO}, the largest share
 * of its limit of open files that a process has used up (0 to 1), and {@link
 * #OLDEST_START_SECONDS}, when the oldest process started, in seconds since 1970. {@link
 * #PROCS_WAITING} are processes in uninterruptible sleep, most often for a disk. {@link #OOM_KILLS}
 * are known of units only.
 */
@SuppressWarnings("ImmutableEnumChecker") // A figure is immutable.
public enum ProcessMetric implements Metric {
    READ_BYTES(counter(1, "read_bytes", BYTES, WHOLE)),
    WRITE_BYTES(counter(2, "write_bytes", BYTES, WHOLE)),
    MAJOR_FAULTS(counter(3, "major_faults", COUNT, WHOLE)),
    VOLUNTARY_SWITCHES(counter(4, "voluntary_switches", COUNT, WHOLE)),
    INVOLUNTARY_SWITCHES(counter(5, "involuntary_switches", COUNT, WHOLE)),
    OPEN_FDS(gauge(6, "open_fds", COUNT, WHOLE)),
    WORST_FD_RATIO(gauge(7, "worst_fd_ratio", COUNT, REAL)),
    THREADS(gauge(8, "threads", COUNT, WHOLE)),
    SWAPPED_BYTES(gauge(9, "swapped_bytes", BYTES, WHOLE)),
    PROPORTIONAL_BYTES(gauge(10, "proportional_bytes", BYTES, WHOLE)),
    PROCS_RUNNING(gauge(11, "procs_running", COUNT, WHOLE)),
    PROCS_SLEEPING(gauge(12, "procs_sleeping", COUNT, WHOLE)),
    PROCS_WAITING(gauge(13, "procs_waiting", COUNT, WHOLE)),
    PROCS_ZOMBIE(gauge(14, "procs_zombie", COUNT, WHOLE)),
    OLDEST_START_SECONDS(gauge(15, "oldest_start_seconds", SECONDS, REAL)),
    OOM_KILLS(counter(16, "oom_kills", COUNT, WHOLE));

    /** All of them. */
    public static final MetricIndex<ProcessMetric> INDEX = new MetricIndex<>(ProcessMetric.class);

    /** The largest whole number that a figure takes: beyond, a double misses some. */
    public static final double MAX_WHOLE = 1L << 53;

    private final Figure figure;

    ProcessMetric(Figure figure) {
        this.figure = figure;
    }

    @Override
    public Figure figure() {
        return figure;
    }

    /**
     * The figures of a sample, in a map that nobody changes.
     *
     * @throws InvalidFieldException naming the first that it may not have
     */
    static Map<ProcessMetric, Double> requireAll(Map<ProcessMetric, Double> figures) {
        figures.forEach(ProcessMetric::require);
        return figures.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(figures));
    }

    /**
     * Checks what this figure may be.
     *
     * @throws InvalidFieldException if it may not be that
     */
    public void require(double value) {
        Require.counter(field(), value);
        if (figure.type() == WHOLE && (value != Math.rint(value) || value > MAX_WHOLE)) {
            throw new InvalidFieldException(
                    field(), "must be a whole number of at most 2^53, is " + value);
        }
    }
}
