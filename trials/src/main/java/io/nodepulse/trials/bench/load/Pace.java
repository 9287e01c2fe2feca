package io.nodepulse.trials.bench.load;

/** Lets so many pushes a second go, or as many as can, and none while it is held. Thread-safe. */
public final class Pace {

    private static final double NANOS_PER_SECOND = 1e9;

    /** What was not used in so long is lost: a pause is not followed by a storm. */
    private static final long LONGEST_SAVED_NANOS = 50_000_000;

    private final double perSecond;
    private volatile boolean held;
    private long nextNanos = System.nanoTime();

    private Pace(double perSecond) {
        this.perSecond = perSecond;
    }

    public static Pace perSecond(double pushes) {
        return new Pace(pushes);
    }

    public static Pace unlimited() {
        return new Pace(Double.POSITIVE_INFINITY);
    }

    /** Nothing goes from now on, or all that may. */
    public void hold(boolean nothingGoes) {
        held = nothingGoes;
    }

    synchronized boolean mayGo() {
        if (held) {
            return false;
        }
        long now = System.nanoTime();
        nextNanos = Math.max(nextNanos, now - LONGEST_SAVED_NANOS);
        if (nextNanos > now) {
            return false;
        }
        nextNanos += (long) (NANOS_PER_SECOND / perSecond);
        return true;
    }
}
