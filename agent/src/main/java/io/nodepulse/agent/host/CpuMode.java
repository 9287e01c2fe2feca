package io.nodepulse.agent.host;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nodepulse.agent.exposition.Sample;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/**
 * What a CPU's time goes to, in the order of /proc/stat, and the figure that the sum over all CPUs
 * is sent as. Linux counts the time of guests in {@link #USER} and {@link #NICE}, too, so it is
 * none of them. {@link #OTHER} is what only other kernels know.
 */
@SuppressWarnings("ImmutableEnumChecker") // The array is never handed out.
enum CpuMode {
    USER(HostFigure.CPU_USER_SECONDS),
    NICE(null),
    SYSTEM(HostFigure.CPU_SYSTEM_SECONDS),
    IDLE(HostFigure.CPU_IDLE_SECONDS),
    IOWAIT(HostFigure.CPU_IOWAIT_SECONDS),
    IRQ(null),
    SOFTIRQ(null),
    STEAL(HostFigure.CPU_STEAL_SECONDS),
    OTHER(null);

    private static final byte[] GUEST = "guest".getBytes(US_ASCII);
    private static final byte[] GUEST_NICE = "guest_nice".getBytes(US_ASCII);
    private static final CpuMode[] ALL = values();
    static final int COUNT = ALL.length;

    private final @Nullable HostFigure figure;
    private final byte[] label = name().toLowerCase(Locale.ROOT).getBytes(US_ASCII);

    CpuMode(@Nullable HostFigure figure) {
        this.figure = figure;
    }

    /** The mode in that label; null for time that is counted elsewhere. */
    static @Nullable CpuMode of(Sample sample, int modeLabel) {
        for (CpuMode mode : ALL) {
            if (sample.labelIs(modeLabel, mode.label)) {
                return mode;
            }
        }
        boolean guest = sample.labelIs(modeLabel, GUEST) || sample.labelIs(modeLabel, GUEST_NICE);
        return guest ? null : OTHER;
    }

    /** The mode at that place of a line of /proc/stat. */
    static CpuMode ofColumn(int column) {
        return ALL[column];
    }

    /** Whether a CPU in this mode could have worked. */
    boolean isFree() {
        return this == IDLE || this == IOWAIT;
    }

    /** What the sum over all CPUs is sent as, or null. */
    @Nullable HostFigure figure() {
        return figure;
    }
}
