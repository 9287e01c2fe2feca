package io.nodepulse.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.util.Objects.requireNonNull;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

class ParametersTest {

    private static final Map<String, Kind<?>> KINDS =
            Map.of(
                    "number", Kind.wholeNumber(1, 100),
                    "sequence", Kind.wholeNumber(0, Long.MAX_VALUE, "the next of a page"),
                    "uuid", Kind.UUID,
                    "time", Kind.TIME,
                    "flag", Kind.FLAG,
                    "unit",
                            Kind.oneOf(
                                    TimeUnit.values(),
                                    unit -> unit.name().toLowerCase(Locale.ROOT)),
                    "text", Kind.TEXT);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    number   | 1                                    | 1
                    number   | 100                                  | 100
                    sequence | 9223372036854775807                  | 9223372036854775807
                    uuid     | 3f2f6d52-5c39-4d0c-9c5e-0d6a1b4a0f11 | 3f2f6d52-5c39-4d0c-9c5e-0d6a1b4a0f11
                    time     | 2026-01-31T12:00:00Z                 | 2026-01-31T12:00:00Z
                    time     | 2026-01-31T13:00:00.5%2B01:00        | 2026-01-31T12:00:00.500Z
                    time     | 1769860800000                        | 2026-01-31T12:00:00Z
                    time     | 0                                    | 1970-01-01T00:00:00Z
                    time     | 9999-12-31T23:59:59Z                 | 9999-12-31T23:59:59Z
                    time     | 253402300799999                      | 9999-12-31T23:59:59.999Z
                    flag     | true                                 | true
                    flag     | false                                | false
                    unit     | hours                                | HOURS
                    text     | a%20b+c%2Fd%3D%26                    | a b c/d=&
                    text     | a=b                                  | a=b
                    """)
    void aGoodValueIsRead(String kind, String written, String value) {
        Parameters given = Parameters.of("other=&x=" + written + "&");

        assertThat(given.required("x", kind(kind)).toString()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    number   | 0                                    | 1 to 100
                    number   | 101                                  | 1 to 100
                    number   | -1                                   | 1 to 100
                    number   | 1.5                                  | 1 to 100
                    number   | 1,2                                  | 1 to 100
                    number   | abc                                  | 1 to 100
                    number   | ''                                   | 1 to 100
                    number   | 4294967297                           | 1 to 100
                    number   | 99999999999999999999                 | 1 to 100
                    sequence | -1                                   | the next of a page
                    sequence | 9223372036854775808                  | the next of a page
                    uuid     | 1-1-1-1-1                            | a UUID
                    uuid     | 3f2f6d52-5c39-4d0c-9c5e-0d6a1b4a0fzz | a UUID
                    uuid     | ''                                   | a UUID
                    time     | yesterday                            | RFC 3339
                    time     | 2026-01-31                           | epoch milliseconds
                    time     | 2026-02-30T12:00:00Z                 | RFC 3339
                    time     | 1969-12-31T23:59:59.999Z             | from 1970 to 9999
                    time     | -1                                   | from 1970 to 9999
                    time     | %2B10000-01-01T00:00:00Z             | from 1970 to 9999
                    time     | 253402300800000                      | from 1970 to 9999
                    time     | -999999999-01-01T00:00:00Z           | from 1970 to 9999
                    time     | 9223372036854775807                  | from 1970 to 9999
                    time     | 99999999999999999999                 | from 1970 to 9999
                    flag     | yes                                  | true, false
                    unit     | HOURS                                | nanoseconds, microseconds
                    """)
    void aBadValueIsRefusedWithWhatIsAllowed(String kind, String written, String allowed) {
        Parameters given = Parameters.of("x=" + written);

        assertRefused(() -> given.optional("x", kind(kind)), "x", allowed);
    }

    private static Kind<?> kind(String name) {
        return requireNonNull(KINDS.get(name), name);
    }

    @Test
    void whatIsNotGivenIsAbsentAndMayBeMissed() {
        Parameters none = Parameters.of((String) null);

        assertThat(none.optional("at", Kind.TIME)).isEmpty();
        assertThat(none.has("at")).isFalse();
        assertRefused(() -> none.required("at", Kind.TIME), "at", "RFC 3339");
        assertThat(Parameters.of("at").has("at")).isTrue();
        assertRefused(() -> Parameters.of("at").required("at", Kind.TIME), "at", "RFC 3339");
    }

    @Test
    void aLongValueIsNotRepeatedWhole() {
        Parameters given = Parameters.of("at=" + "x".repeat(5_000));

        assertThatThrownBy(() -> given.required("at", Kind.TIME))
                .message()
                .hasSizeLessThan(300)
                .endsWith("xxx…\"");
    }

    @Test
    void whatIsNotEncodedIsRefused() {
        assertRefused(() -> Parameters.of("a=%zz"), "a=%zz", "percent-encoded UTF-8");
        assertRefused(() -> Parameters.of("%"), "%", "percent-encoded UTF-8");
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Takes({"from", "to"})
    private @interface Range {}

    @Range
    @Takes(value = "limit", lists = "ids")
    void call() {}

    void callWithout() {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    call        | -                     |       |
                    call        | from=0&to=1&limit=2   |       |
                    call        | ids=1&ids=2           |       |
                    call        | ids=1&since=0         | since | ids, limit, from, to
                    call        | From=0                | From  | ids, limit, from, to
                    call        | from=0&from=0         | from  | one value
                    call        | limit&limit           | limit | one value
                    call        | =1                    | ''    | ids, limit, from, to
                    callWithout | -                     |       |
                    callWithout | from=0                | from  | no parameters
                    """)
    void onlyWhatACallTakesIsTakenAndOnce(
            String method,
            @Nullable String query,
            @Nullable String parameter,
            @Nullable String allowed)
            throws Exception {
        TakenParameters taken = TakenParameters.of(ParametersTest.class.getDeclaredMethod(method));
        Parameters given = Parameters.of(query);

        if (parameter == null || allowed == null) {
            taken.require(given);
        } else {
            assertRefused(() -> taken.require(given), parameter, "");
            assertThatThrownBy(() -> taken.require(given))
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertAllows(refused, allowed));
        }
    }

    private static void assertAllows(Refused refused, String allowed) {
        assertThat(refused.named("allowed").orElse("").split(", "))
                .containsExactlyInAnyOrder(allowed.split(", "));
    }

    private static void assertRefused(ThrowingCallable call, String parameter, String allowed) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> {
                            assertThat(refused.status().value()).isEqualTo(400);
                            assertThat(refused.reason()).hasValue("bad_parameter");
                            assertThat(refused.named("parameter")).hasValue(parameter);
                            assertThat(refused.named("allowed").orElse("")).contains(allowed);
                        });
    }

    @Test
    void aPartOfAPathIsReadAlike() {
        UUID id = new UUID(1, 2);

        assertThat(Parameters.read("id", id.toString(), Kind.UUID)).isEqualTo(id);
        assertRefused(() -> Parameters.read("id", "web-1", Kind.UUID), "id", "a UUID");
        assertThat(Kind.TIME.read("0")).hasValue(Instant.EPOCH);
    }
}
