package io.nodepulse.agent.host;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nodepulse.agent.exposition.Sample;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/** The CPU modes that are sent. */
@SuppressWarnings("ImmutableEnumChecker") // The array is never handed out.
enum CpuModes {
    IDLE(HostFigure.CPU_IDLE_SECONDS),
    USER(HostFigure.CPU_USER_SECONDS),
    SYSTEM(HostFigure.CPU_SYSTEM_SECONDS),
    IOWAIT(HostFigure.CPU_IOWAIT_SECONDS),
    STEAL(HostFigure.CPU_STEAL_SECONDS);

    private static final CpuModes[] ALL = values();

    private final HostFigure figure;
    private final byte[] label = name().toLowerCase(Locale.ROOT).getBytes(US_ASCII);

    CpuModes(HostFigure figure) {
        this.figure = figure;
    }

    /** The figure of the mode in that label, or null where the mode is not sent. */
    static @Nullable HostFigure of(Sample sample, int modeLabel) {
        for (CpuModes mode : ALL) {
            if (sample.labelIs(modeLabel, mode.label)) {
                return mode.figure;
            }
        }
        return null;
    }
}
