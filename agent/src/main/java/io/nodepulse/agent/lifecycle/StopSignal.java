package io.nodepulse.agent.lifecycle;

/** A wait of one thread that another can end for good. Thread-safe. */
public final class StopSignal {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private boolean stopped;

    /** Ends the wait under way and every later one. */
    public synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    public synchronized boolean isStopped() {
        return stopped;
    }

    /** Waits that long, by the monotonic clock; true as soon as it is stopped. */
    public synchronized boolean await(long millis) throws InterruptedException {
        long start = System.nanoTime();
        long left = millis;
        while (!stopped && left > 0) {
            wait(left);
            left = millis - (System.nanoTime() - start) / NANOS_PER_MILLI;
        }
        return stopped;
    }
}
