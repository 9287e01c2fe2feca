package io.nodepulse.query.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.edge.Parameters;
import io.nodepulse.edge.Refused;
import io.nodepulse.query.window.TimeRange;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What calls of the query side ask for in the same way. */
class RequestTest {

    private static final UUID ID = UUID.fromString("3f2f6d52-5c39-4d0c-9c5e-0d6a1b4a0f11");

    @Test
    void serverIds() {
        assertThat(ids("server_ids=" + ID + "," + ID)).containsExactly(ID);
        assertThat(ids("server_ids=" + ID + "&server_ids=" + ID)).containsExactly(ID);
        for (String bad : List.of("", ",", ID + ",", "1-1-1-1-1", ID + "+", manyIds())) {
            assertRefused(() -> ids("server_ids=" + bad), "server_ids", "UUID");
        }
        assertRefused(() -> ids(""), "server_ids", "1 to 100 server ids");
    }

    private static String manyIds() {
        return String.join(
                ",",
                java.util.stream.IntStream.rangeClosed(0, 100)
                        .mapToObj(i -> new UUID(0, i).toString())
                        .toList());
    }

    private static List<UUID> ids(String query) {
        return AskedServers.ids(Parameters.of(query));
    }

    @Test
    void ranges() {
        assertThat(range("")).isEqualTo(new TimeRange.LastHours(1));
        assertThat(range("hours=8784")).isEqualTo(new TimeRange.LastHours(8784));
        TimeRange aSecond =
                new TimeRange.Between(
                        Instant.parse("2026-01-01T00:00:00Z"),
                        Instant.parse("2026-01-01T00:00:01Z"));
        assertThat(range("from=2026-01-01T01:00:00%2B01:00&to=2026-01-01T00:00:01Z"))
                .isEqualTo(aSecond);
        assertThat(range("from=1767225600000&to=1767225601000")).isEqualTo(aSecond);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    hours=0                                            | hours | 1 to 8784
                    hours=8785                                         | hours | 1 to 8784
                    hours=abc                                          | hours | 1 to 8784
                    hours=1&from=2026-01-01T12:00:00Z                  | hours | hours, or from and to
                    to=2026-01-01T12:00:00Z                            | from  | RFC 3339
                    from=yesterday&to=2026-01-01T12:00:00Z             | from  | RFC 3339
                    from=2026-01-01T12:00:00Z&to=2026-01-01            | to    | RFC 3339
                    from=2026-01-01T12:00:00Z&to=2026-01-01T12:00:00Z  | from  | before 2026-01-01T12:00:00Z
                    from=%2B999999999-01-01T00:00:00Z                  | from  | 9999
                    """)
    void badRanges(String query, String parameter, String allowed) {
        assertRefused(() -> range(query), parameter, allowed);
    }

    private static TimeRange range(String query) {
        return RangeParameters.of(Parameters.of(query));
    }

    private static void assertRefused(ThrowingCallable call, String parameter, String allowed) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> {
                            assertThat(refused.named("parameter")).hasValue(parameter);
                            assertThat(refused.named("allowed").orElse("")).contains(allowed);
                        });
    }
}
