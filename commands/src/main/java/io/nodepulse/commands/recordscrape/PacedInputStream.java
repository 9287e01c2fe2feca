package io.nodepulse.commands.recordscrape;

import io.nodepulse.commands.refusal.CommandRefusal;

import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Cuts off a sender that is slower than it may be on average. One that sends nothing at all is cut
 * off by the socket's timeout. Not thread-safe.
 */
final class PacedInputStream extends CountedInputStream {

    private static final double NANOS_PER_SECOND = 1e9;

    private final Pace pace;
    private final LongSupplier nanoTime;
    private final long startedAt;
    private long count;

    /**
     * How slow a sender may be.
     *
     * @param grace the time in which nothing is asked of it
     * @param bytesPerSecond the rate it must have reached after that, from the start
     */
    record Pace(Duration grace, long bytesPerSecond) {}

    PacedInputStream(InputStream in, Pace pace) {
        this(in, pace, System::nanoTime);
    }

    PacedInputStream(InputStream in, Pace pace, LongSupplier nanoTime) {
        super(in);
        this.pace = pace;
        this.nanoTime = nanoTime;
        this.startedAt = nanoTime.getAsLong();
    }

    @Override
    void count(int bytes) {
        count += bytes;
        long elapsed = nanoTime.getAsLong() - startedAt;
        if (elapsed > pace.grace().toNanos()
                && count < pace.bytesPerSecond() * (elapsed / NANOS_PER_SECOND)) {
            throw CommandRefusal.SLOW_CLIENT.because(
                    "the body must arrive at " + pace.bytesPerSecond() + " bytes/s or faster");
        }
    }
}
