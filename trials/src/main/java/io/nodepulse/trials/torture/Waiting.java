package io.nodepulse.trials.torture;

import io.nodepulse.launcher.CommandFailedException;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;

/** Waiting for what the system comes to by itself. */
public final class Waiting {

    /** Some starts of the services, each half a minute on a machine with too much to do. */
    static final Duration LONGEST_RECOVERY = Duration.ofMinutes(5);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private Waiting() {}

    /** Whether it came to that within the time of a recovery. */
    static boolean until(Callable<Boolean> condition) throws InterruptedException {
        return within(LONGEST_RECOVERY, condition);
    }

    /** Whether it came to that within that time. */
    static boolean within(Duration longest, Callable<Boolean> condition)
            throws InterruptedException {
        Instant deadline = Instant.now().plus(longest);
        while (true) {
            try {
                if (condition.call()) {
                    return true;
                }
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                // Whoever was asked is away still; the deadline tells if for too long.
            }
            if (Instant.now().isAfter(deadline)) {
                return false;
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    /** Ends the run if it does not come to that. */
    public static void require(String what, Callable<Boolean> condition)
            throws InterruptedException {
        if (!until(condition)) {
            throw new CommandFailedException(
                    "%s: not within %d s".formatted(what, LONGEST_RECOVERY.toSeconds()));
        }
    }

    /**
     * The first answer of someone who may have none for now. Ends the run, with the last refusal,
     * if there is none within the time of a recovery.
     */
    static <T> T answer(String what, Callable<T> question) throws InterruptedException {
        Instant deadline = Instant.now().plus(LONGEST_RECOVERY);
        while (true) {
            try {
                return question.call();
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                if (Instant.now().isAfter(deadline)) {
                    throw new CommandFailedException(
                            "%s: not within %d s, the last refusal: %s"
                                    .formatted(what, LONGEST_RECOVERY.toSeconds(), e.getMessage()),
                            e);
                }
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }
}
