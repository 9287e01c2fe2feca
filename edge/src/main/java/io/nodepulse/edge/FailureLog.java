package io.nodepulse.edge;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.slf4j.Logger;
import org.slf4j.event.Level;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Writes down failures with their traces, whatever callers do: what has failed in the same way at
 * the same place is written once a minute, at most {@value #MAX_KINDS} ways a minute. The next line
 * says how many were left out; all of those are counted in {@code
 * nodepulse_failures_left_out_total}. Thread-safe.
 */
public final class FailureLog {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    /** A trace has some 10 kB, that of a stack that overflowed 100. */
    private static final int MAX_KINDS = 20;

    /** Causes may lead in a circle. */
    private static final int MAX_CAUSES = 20;

    private final LongSupplier nanoTime;
    private final Counter leftOut;

    /** How many were left out, in this minute and in the one before that. */
    private Map<Kind, Integer> now = new HashMap<>();

    private Map<Kind, Integer> before = new HashMap<>();
    private long began;

    /** What is alike: what was thrown, what that came from, and where. */
    private record Kind(Class<?> thrown, Class<?> root, String place) {

        static Kind of(Throwable failure) {
            Throwable root = failure;
            for (int i = 0; i < MAX_CAUSES && root.getCause() != null; i++) {
                root = root.getCause();
            }
            StackTraceElement[] trace = root.getStackTrace();
            return new Kind(
                    failure.getClass(),
                    root.getClass(),
                    trace.length == 0 ? "" : trace[0].toString());
        }
    }

    /**
     * @param nanoTime as {@link System#nanoTime}
     */
    public FailureLog(MeterRegistry meters, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.began = nanoTime.getAsLong();
        this.leftOut =
                Counter.builder("nodepulse.failures.left.out")
                        .description("Failures that the log does not have, as it has one alike")
                        .register(meters);
    }

    /** Writes it down unless one alike was in this minute. */
    public void write(Logger to, Level level, String what, Throwable failure) {
        int unwritten = admit(Kind.of(failure));
        if (unwritten < 0) {
            leftOut.increment();
        } else if (unwritten == 0) {
            to.atLevel(level).setCause(failure).log("{} failed", what);
        } else {
            to.atLevel(level)
                    .setCause(failure)
                    .log("{} failed, and {} before it in the same way", what, unwritten);
        }
    }

    /** How many alike were left out before this one; less than 0 if it is left out, too. */
    private synchronized int admit(Kind kind) {
        long time = nanoTime.getAsLong();
        if (time - began >= MINUTE) {
            before = now;
            now = new HashMap<>();
            began = time;
        }
        Integer known = now.get(kind);
        if (known != null) {
            now.put(kind, known + 1);
            return -1;
        }
        if (now.size() == MAX_KINDS) {
            return -1;
        }
        now.put(kind, 0);
        return before.getOrDefault(kind, 0);
    }
}
