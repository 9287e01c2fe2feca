package io.nodepulse.trials.attack;

import io.nodepulse.trials.bench.report.Latencies;

import java.io.IOException;
import java.time.Duration;

/** What somebody else meets meanwhile: equal calls, one after the other. */
final class Others {

    private static final int EXPECTED = 1 << 12;
    private static final int PAUSE_MILLIS = 5;

    private Others() {}

    /** One call. */
    @FunctionalInterface
    interface Call {

        /** The status that it is answered with. */
        int status(int number) throws IOException;
    }

    /**
     * Calls for so long.
     *
     * @param first number of the first call
     * @throws IOException if a call is not answered with that status
     */
    static Latencies during(Duration time, int first, int status, Call call)
            throws IOException, InterruptedException {
        Latencies latencies = new Latencies(EXPECTED);
        long end = System.nanoTime() + time.toNanos();
        for (int number = first; System.nanoTime() < end; number++) {
            long start = System.nanoTime();
            int answered = call.status(number);
            latencies.add(System.nanoTime() - start);
            if (answered != status) {
                throw new IOException("others were answered " + answered + ", not " + status);
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        return latencies;
    }
}
