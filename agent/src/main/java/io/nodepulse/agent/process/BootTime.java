package io.nodepulse.agent.process;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nodepulse.agent.procfs.ProcFiles;

import java.io.IOException;

/**
 * When the machine started, seconds since 1970, by which starts of processes are told. Read once
 * and again after a step of the clock, which moves it; between those it stays as it is, because the
 * kernel's own answer may differ by a second from one time to the next, and every process would
 * seem to have started anew. Used by one thread.
 */
final class BootTime {

    private static final byte[] KEY = "btime".getBytes(US_ASCII);
    private static final long STEP_MILLIS = 2_000;
    private static final double JITTER_SECONDS = 1;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final ProcFiles files;
    private double seconds = Double.NaN;
    private long lastOffsetMillis;
    private boolean wasRead;

    BootTime(ProcFiles files) {
        this.files = files;
    }

    /** The start of the machine; NaN where the kernel does not say. */
    double seconds(long nowMillis) {
        long offsetMillis = nowMillis - System.nanoTime() / NANOS_PER_MILLI;
        if (!wasRead || Math.abs(offsetMillis - lastOffsetMillis) > STEP_MILLIS) {
            wasRead = true;
            double read = read();
            if (!(Math.abs(read - seconds) <= JITTER_SECONDS)) {
                seconds = read;
            }
        }
        lastOffsetMillis = offsetMillis;
        return seconds;
    }

    private double read() {
        try {
            files.load("stat");
        } catch (IOException _) {
            return Double.NaN;
        }
        do {
            if (files.skip(KEY)) {
                long number = files.number();
                return number < 0 ? Double.NaN : number;
            }
        } while (files.nextLine());
        return Double.NaN;
    }
}
