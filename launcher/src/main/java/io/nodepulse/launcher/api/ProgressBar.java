package io.nodepulse.launcher.api;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * How far long work is, on one line of a terminal that is written over. Where the output is no
 * terminal, only the end is written. Not thread-safe.
 */
public final class ProgressBar {

    private static final int WIDTH = 30;

    private final PrintWriter out;
    private final boolean terminal;
    private final long startNanos = System.nanoTime();
    private int shownPercent = -1;

    public ProgressBar(PrintWriter out) {
        this.out = out;
        Console console = System.console();
        this.terminal = console != null && console.isTerminal();
    }

    /**
     * Shows that state, if it looks different from the one before.
     *
     * @param unit what is counted, in the plural
     */
    public void show(long done, long total, String unit) {
        int percent = total == 0 ? 100 : (int) Math.min(100, done * 100 / total);
        if (terminal && percent != shownPercent) {
            shownPercent = percent;
            out.print("\r" + line(percent, done, total, unit));
            out.flush();
        }
    }

    /** Leaves the line, so that what follows stands below it. */
    public void end() {
        if (terminal && shownPercent >= 0) {
            out.println();
        }
    }

    private String line(int percent, long done, long total, String unit) {
        int full = percent * WIDTH / 100;
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        double rate = done / Math.max(seconds, 0.001);
        return String.format(
                Locale.ROOT,
                "[%s%s] %3d %%  %,d of %,d %s  %,.0f/s  %,.0f s left   ",
                "#".repeat(full),
                "-".repeat(WIDTH - full),
                percent,
                done,
                total,
                unit,
                rate,
                rate == 0 ? 0 : (total - done) / rate);
    }
}
