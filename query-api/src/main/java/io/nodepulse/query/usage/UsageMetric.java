package io.nodepulse.query.usage;

import io.nodepulse.query.readmodel.KeptFigure;

import java.util.List;
import java.util.Locale;

/** What processes are ranked by, and shown over time. */
public enum UsageMetric {
    /**
     * CPU time in the window, and so the average over the time that scrapes cover the server: what
     * was eaten, by however short a process.
     */
    CPU,
    /** Average resident set size over the samples of the process. */
    MEMORY,
    READ(KeptFigure.READ_BYTES),
    WRITE(KeptFigure.WRITE_BYTES),
    IO(KeptFigure.READ_BYTES, KeptFigure.WRITE_BYTES),
    FDS(KeptFigure.OPEN_FDS),
    THREADS(KeptFigure.THREADS),
    FAULTS(KeptFigure.MAJOR_FAULTS),
    SWITCHES(KeptFigure.VOLUNTARY_SWITCHES, KeptFigure.INVOLUNTARY_SWITCHES),
    SWAP(KeptFigure.SWAPPED_BYTES),
    WAITING(KeptFigure.PROCS_WAITING),
    OOM_KILLS(KeptFigure.OOM_KILLS);

    private final List<KeptFigure> figures;

    /**
     * @param figures that are added up, all counters or none
     */
    UsageMetric(KeptFigure... figures) {
        this.figures = List.of(figures);
    }

    /** How a call names it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is of optional figures. */
    public boolean isOptional() {
        return !figures.isEmpty();
    }

    /** The optional figures that are added up. */
    public List<KeptFigure> figures() {
        return figures;
    }

    /** Whether its growth matters: amounts are those of a second, and are summed up over time. */
    public boolean isCounter() {
        return figures.stream().anyMatch(KeptFigure::isCounter);
    }

    /** What an amount of it is, {@code bytes} or {@code count}. */
    public String unit() {
        return switch (this) {
            case MEMORY, READ, WRITE, IO, SWAP -> "bytes";
            default -> "count";
        };
    }
}
