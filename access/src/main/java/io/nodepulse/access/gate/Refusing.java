package io.nodepulse.access.gate;

import io.nodepulse.edge.Problems;
import io.nodepulse.edge.RefusalCounter;
import io.nodepulse.edge.Refused;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Says no before any controller is asked, and counts it. Thread-safe.
 *
 * @param problems writes the answers
 * @param counter counts them
 */
public record Refusing(Problems problems, RefusalCounter counter) {

    private static final Duration HELD_BACK = Duration.ofMillis(500);

    /**
     * Answers. Whoever asks too much and does not wait is made to, on a thread that costs nothing
     * meanwhile: to say no as often as they can ask would cost the others.
     */
    void answer(Refused refused, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        counter.count(refused);
        if (refused.status() == HttpStatus.TOO_MANY_REQUESTS
                || refused.status() == HttpStatus.SERVICE_UNAVAILABLE) {
            holdBack();
        }
        problems.write(refused, request, response);
    }

    /** Lets half a second pass. */
    public static void holdBack() {
        LockSupport.parkNanos(HELD_BACK.toNanos());
    }
}
