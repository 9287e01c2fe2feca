package io.nodepulse.agent.push;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Random;

class BackoffTest {

    private static final long NOW = 1_761_825_600_000L; // 2025-10-30T12:00:00Z, a Thursday

    private final Backoff backoff =
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), new Random(3));

    @Test
    void spreadsWaitsUpToABoundThatDoubles() {
        for (long bound = 1_000; bound <= 60_000; bound *= 2) {
            assertThat(wait("")).isBetween(0L, bound);
        }
        long longest = 0;
        for (int i = 0; i < 1_000; i++) {
            longest = Math.max(longest, wait(""));
        }
        assertThat(longest).isBetween(50_000L, 60_000L);
        backoff.reset();
        assertThat(wait("")).isBetween(0L, 1_000L);
    }

    @Test
    void honoursRetryAfter() {
        expect("7", 7_000);
        expect("0", 0);
        expect("-5", 0);
        expect("soon", 0);
        expect("Thu, 30 Oct 2025 12:00:09 GMT", 9_000);
        expect("Thu, 30 Oct 2025 11:00:00 GMT", 0);
        expect("86400", 3_600_000);
        expect("99999999999999999", 3_600_000);
        expect("9999999999999999999999", 0);
    }

    @Test
    void waitsLongWhereAnOperatorMustAct() {
        assertThat(backoff.afterRefusal())
                .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
    }

    private void expect(String retryAfter, long least) {
        backoff.reset();
        assertThat(wait(retryAfter)).as(retryAfter).isBetween(least, least + 1_000);
    }

    private long wait(String retryAfter) {
        return backoff.afterFailure(retryAfter, NOW).toMillis();
    }
}
