package io.nodepulse.access.listener;

/**
 * What a connection is doing, as far as its deadline goes. Written by the thread that works on it,
 * read by the one that looks for those that are overdue.
 */
final class Connection {

    private static final long NONE = Long.MIN_VALUE;

    private final String origin;
    private volatile long waitingSince;
    private volatile boolean idle;

    /**
     * @param origin whom it counts for
     */
    Connection(String origin, long nowNanos) {
        this.origin = origin;
        this.waitingSince = nowNanos;
    }

    String origin() {
        return origin;
    }

    /** Something came in: after a pause it is the start of the next head. */
    void received(long nowNanos) {
        if (idle) {
            waitFor(nowNanos);
        }
    }

    /** A head is awaited from now on, or what is left of a body that nobody wanted. */
    void waitFor(long nowNanos) {
        idle = false;
        waitingSince = nowNanos;
    }

    /** A request is being answered, for as long as that takes. */
    void serving() {
        idle = false;
        waitingSince = NONE;
    }

    /** Between two requests, for which keep-alive has its own time. */
    void idle() {
        idle = true;
        waitingSince = NONE;
    }

    boolean isOverdue(long nowNanos, long deadlineNanos) {
        long since = waitingSince;
        return since != NONE && nowNanos - since > deadlineNanos;
    }
}
