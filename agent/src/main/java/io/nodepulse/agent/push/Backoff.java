package io.nodepulse.agent.push;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a batch is sent again: a random time up to a bound that doubles with
 * every failure ("full jitter"), so that a fleet does not come back all at once. A server's
 * Retry-After is the least; an unauthorized agent waits long from the start. Used by one thread.
 */
final class Backoff {

    static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;
    private int failures;

    Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
    }

    void reset() {
        failures = 0;
    }

    /** The wait after a failure that may pass soon. */
    Duration afterFailure(String retryAfter, long nowMillis) {
        long bound = Math.min(first.toMillis() << Math.min(failures, 30), longest.toMillis());
        failures++;
        long least = retryAfterMillis(retryAfter, nowMillis);
        return Duration.ofMillis(least + random.nextLong(bound + 1));
    }

    /** The wait after a refusal that an operator has to end: half to all of the longest. */
    Duration afterRefusal() {
        long half = longest.toMillis() / 2;
        return Duration.ofMillis(half + random.nextLong(half + 1));
    }

    /** The header's seconds or date as a wait in milliseconds; 0 where there is none. */
    private static long retryAfterMillis(String retryAfter, long nowMillis) {
        if (retryAfter.isEmpty()) {
            return 0;
        }
        long millis;
        try {
            millis = Math.multiplyExact(Long.parseLong(retryAfter), 1_000L);
        } catch (NumberFormatException _) {
            millis = untilDate(retryAfter, nowMillis);
        } catch (ArithmeticException _) {
            millis = Long.MAX_VALUE;
        }
        return Math.clamp(millis, 0, LONGEST_RETRY_AFTER.toMillis());
    }

    private static long untilDate(String date, long nowMillis) {
        try {
            return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant()
                            .toEpochMilli()
                    - nowMillis;
        } catch (DateTimeParseException _) {
            return 0;
        }
    }
}
