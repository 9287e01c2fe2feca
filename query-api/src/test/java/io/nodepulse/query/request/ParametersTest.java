package io.nodepulse.query.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.query.problem.InvalidParameterException;
import io.nodepulse.query.window.TimeRange;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

class ParametersTest {

    private static final UUID ID = UUID.fromString("3f2f6d52-5c39-4d0c-9c5e-0d6a1b4a0f11");

    @Test
    void wholeNumbers() {
        assertThat(limit(null)).isEqualTo(10);
        assertThat(limit("1")).isEqualTo(1);
        assertThat(limit("100")).isEqualTo(100);
        for (String bad : List.of("0", "101", "-1", "abc", "", "1.5", "1,2", "99999999999")) {
            assertRefused(() -> limit(bad), "limit", "1 to 100");
        }
    }

    @Test
    void words() {
        assertThat(Parameters.word("unit", null, TimeUnit.DAYS)).isEqualTo(TimeUnit.DAYS);
        assertThat(Parameters.word("unit", "hours", TimeUnit.DAYS)).isEqualTo(TimeUnit.HOURS);
        assertThatThrownBy(() -> Parameters.word("unit", "HOURS", TimeUnit.DAYS))
                .hasMessageContaining("nanoseconds")
                .hasMessageContaining("\"HOURS\"");
    }

    @Test
    void serverIds() {
        assertThat(Parameters.serverIds("server_ids", ID + "," + ID)).containsExactly(ID);
        for (String bad : List.of("", ",", ID + ",", "1-1-1-1-1", ID + " ")) {
            assertThatThrownBy(() -> Parameters.serverIds("server_ids", bad))
                    .isInstanceOf(InvalidParameterException.class);
        }
    }

    @Test
    void ranges() {
        assertThat(RangeParameters.parse(null, null, null)).isEqualTo(new TimeRange.LastHours(1));
        assertThat(RangeParameters.parse("168", null, null))
                .isEqualTo(new TimeRange.LastHours(168));
        assertThat(RangeParameters.parse(null, "2026-01-01T01:00:00+01:00", "2026-01-01T00:00:01Z"))
                .isEqualTo(
                        new TimeRange.Between(
                                Instant.parse("2026-01-01T00:00:00Z"),
                                Instant.parse("2026-01-01T00:00:01Z")));
    }

    @Test
    void badRanges() {
        String noon = "2026-01-01T12:00:00Z";
        assertRefused(() -> RangeParameters.parse("0", null, null), "hours", "1 to 168");
        assertRefused(() -> RangeParameters.parse("169", null, null), "hours", "1 to 168");
        assertRefused(() -> RangeParameters.parse("abc", null, null), "hours", "1 to 168");
        assertRefused(
                () -> RangeParameters.parse("1", noon, null), "hours", "hours, or from and to");
        assertRefused(() -> RangeParameters.parse(null, null, noon), "from", "RFC 3339");
        assertRefused(() -> RangeParameters.parse(null, "yesterday", noon), "from", "RFC 3339");
        assertRefused(() -> RangeParameters.parse(null, noon, "2026-01-01"), "to", "RFC 3339");
        assertRefused(() -> RangeParameters.parse(null, noon, noon), "from", "before " + noon);
        assertRefused(
                () -> RangeParameters.parse(null, "+999999999-01-01T00:00:00Z", null),
                "from",
                "9999");
    }

    private static int limit(@Nullable String text) {
        return Parameters.wholeNumber("limit", text, 1, 100, 10);
    }

    private static void assertRefused(ThrowingCallable call, String parameter, String allowed) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        InvalidParameterException.class,
                        problem -> {
                            assertThat(problem.parameter()).isEqualTo(parameter);
                            assertThat(problem.allowed()).contains(allowed);
                        });
    }
}
