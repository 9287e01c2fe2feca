package io.nodepulse.trials.attack;

import io.nodepulse.trials.attack.Attack.Attempt;
import io.nodepulse.trials.attack.Attack.Finding;

import java.io.IOException;
import java.time.Duration;

/** Bearer tokens are guessed. */
final class TriedTokens implements Attempt {

    private static final Duration TIME = Duration.ofSeconds(10);
    private static final Duration TIME_OF_SHORT = Duration.ofSeconds(2);
    private static final double NANOS_PER_SECOND = 1e9;

    /** {@code nodepulse.access.sign-in.per-address}. */
    private static final int ALLOWED = 30;

    @Override
    public Finding on(AttackedSystem target) throws IOException {
        Duration time = target.isShort() ? TIME_OF_SHORT : TIME;
        int tries = 0;
        int compared = 0;
        long start = System.nanoTime();
        for (; System.nanoTime() - start < time.toNanos(); tries++) {
            int status = target.client(1).bearing("token " + tries).get("/api/people").status();
            compared += status == 401 ? 1 : 0;
        }
        double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
        int others = target.administrator().get("/api/people").status();
        return new Finding(
                compared <= ALLOWED && others == 200,
                "%.1f a second, %d of %,d compared; the administrator elsewhere: %d"
                        .formatted(tries / seconds, compared, tries, others));
    }
}
