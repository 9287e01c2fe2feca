package io.nodepulse.embedded;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what a cluster comes to by itself. */
final class Awaiting {

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final long POLL_NANOS = Duration.ofMillis(50).toNanos();

    private Awaiting() {}

    /**
     * Waits until that holds.
     *
     * @param what as in "The Valkey cluster does not …"
     * @throws EmbeddedException with the last reason if it takes too long
     */
    static void await(String what, Callable<Boolean> condition) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            String reason = "";
            try {
                if (condition.call()) {
                    return;
                }
            } catch (Exception e) {
                // A node that was just started, or stands still, does not answer yet.
                reason = ": " + e;
            }
            if (System.nanoTime() > deadline) {
                throw new EmbeddedException(
                        "The Valkey cluster does not %s within %d s%s"
                                .formatted(what, LONGEST.toSeconds(), reason));
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
