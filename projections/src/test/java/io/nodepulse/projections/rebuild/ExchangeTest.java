package io.nodepulse.projections.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;

/** Ranges and times in days since 1970. */
class ExchangeTest {

    private static final RebuiltRange RANGE = new RebuiltRange(day("10"), day("20"));

    private static Instant day(String day) {
        return Instant.EPOCH.plus(Duration.ofDays(Long.parseLong(day)));
    }

    /** As of a day, with buckets open since another. */
    private static ServerStanding standing(@Nullable String text) {
        if (text == null) {
            return ServerStanding.NONE;
        }
        String[] days = text.split(":");
        return new ServerStanding(day(days[0]), day(days[1]));
    }

    @ParameterizedTest
    @CsvSource({
        // served, rebuilt, what is replaced
        "30:25, 30:25, rows",
        "30:25, 40:20, rows",
        "30:15, 30:25, not yet",
        "30:19, 30:19, since",
        "15:11, 15:11, since",
        "15:11, 16:11, since",
        "10:5, 10:5, rows",
        "10:5, 15:11, not yet",
        "10:5, , rows",
        ", , rows",
        ", 15:11, not yet",
        "15:11, , since"
    })
    void ofARange(@Nullable String served, @Nullable String rebuilt, String replaced) {
        assertThat(
                        Exchange.of(RANGE, standing(served), standing(rebuilt))
                                .map(
                                        each ->
                                                each.equals(
                                                                new Exchange(
                                                                        day("10"), day("20"),
                                                                        false))
                                                        ? "rows"
                                                        : each.equals(
                                                                        new Exchange(
                                                                                day("10"), null,
                                                                                true))
                                                                ? "since"
                                                                : each.toString())
                                .orElse("not yet"))
                .isEqualTo(replaced);
    }

    @Test
    void ofAllTime() {
        assertThat(Exchange.of(null, ServerStanding.NONE, standing("30:25")))
                .contains(Exchange.ALL);
    }

    @ParameterizedTest
    @CsvSource({
        // from, to, offset in hours, and what is around it in units of 10 days
        "11, 12, 0, 10, 20",
        "10, 20, 0, 10, 20",
        "10, 21, 0, 10, 30",
        "10, 20, 24, 1, 21",
        "11, 21, 24, 11, 21"
    })
    void rangesAreRoundedOutwards(
            String from, String to, int offset, String roundedFrom, String roundedTo) {
        assertThat(
                        new RebuiltRange(day(from), day(to))
                                .rounded(Duration.ofDays(10), Duration.ofHours(offset).toMillis()))
                .isEqualTo(new RebuiltRange(day(roundedFrom), day(roundedTo)));
    }
}
