package io.nodepulse.agent.host;

import io.nodepulse.agent.counter.NameTable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A disk or a network interface with its counters in this scrape and the one before. */
final class Device implements NameTable.Named {

    private final byte[] name;
    private final String text;

    /** Whether its name alone says that it is none of the machine's own; it has no counters. */
    private final boolean out;

    private double[] now;
    private double[] last;
    private boolean seen;
    private boolean counts;

    Device(byte[] name, int counters, boolean out) {
        this.name = name;
        this.text = new String(name, StandardCharsets.ISO_8859_1);
        this.out = out;
        this.now = new double[out ? 0 : counters];
        this.last = now.clone();
        Arrays.fill(now, Double.NaN);
        Arrays.fill(last, Double.NaN);
    }

    @Override
    public byte[] name() {
        return name;
    }

    String text() {
        return text;
    }

    boolean isOut() {
        return out;
    }

    /** Starts a scrape. */
    void begin() {
        Arrays.fill(now, Double.NaN);
        seen = false;
    }

    /** Ends a scrape that was whole: what it showed becomes the reading before. */
    void end() {
        double[] read = last;
        last = now;
        now = read;
    }

    void see() {
        seen = true;
    }

    boolean isSeen() {
        return seen;
    }

    /** Takes a reading; false where this scrape has had it. */
    boolean set(int counter, double value) {
        if (!Double.isNaN(now[counter])) {
            return false;
        }
        now[counter] = value;
        return true;
    }

    double now(int counter) {
        return now[counter];
    }

    double last(int counter) {
        return last[counter];
    }

    /** Whether any counter of this scrape is above 0. */
    boolean hasWorked() {
        for (double value : now) {
            if (value > 0) {
                return true;
            }
        }
        return false;
    }

    void setCounts(boolean counts) {
        this.counts = counts;
    }

    /** Whether it is part of the sums. */
    boolean counts() {
        return counts;
    }
}
