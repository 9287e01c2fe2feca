package io.nodepulse.commands.recordscrape;

import io.nodepulse.commands.refusal.CommandRefusal;

import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds how much unpacked text is held as samples at one time, over all pushes; what is read of a
 * push counts until its answer. When it is used up, a push waits a moment for others to finish, and
 * is then sent away as {@link CommandRefusal#BUSY}. Thread-safe.
 */
final class ReadBudget {

    /** The step in which a push takes its share, in bytes. */
    static final int STEP = 64 * 1024;

    private final int limit;
    private final Semaphore steps;
    private final Duration timeout;

    /**
     * @param bytes how much may be held
     * @param timeout how long a push waits for its next step
     */
    ReadBudget(long bytes, Duration timeout) {
        this.limit = Math.toIntExact(Math.max(1, bytes / STEP));
        this.steps = new Semaphore(limit);
        this.timeout = timeout;
    }

    /** How much is held at the moment, in bytes. */
    long held() {
        return (long) (limit - steps.availablePermits()) * STEP;
    }

    /** How much may be held, in bytes. */
    long limit() {
        return (long) limit * STEP;
    }

    /** The share of one push, empty at first. */
    Claim claim() {
        return new Claim();
    }

    /** What one push holds; it gives it back when closed. Not thread-safe. */
    final class Claim implements AutoCloseable {

        private int held;
        private long count;

        /** The stream, with all that is read from it counted against the budget. */
        InputStream charge(InputStream in) {
            return new CountedInputStream(in) {
                @Override
                void count(int bytes) {
                    add(bytes);
                }
            };
        }

        private void add(int read) {
            count += read;
            while (count > (long) held * STEP) {
                takeStep();
            }
        }

        private void takeStep() {
            try {
                if (steps.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                    held++;
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw CommandRefusal.BUSY.because("too much is being read, try again later");
        }

        @Override
        public void close() {
            steps.release(held);
            held = 0;
        }
    }
}
