package io.nodepulse.edge;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What values of a kind are written like, in a query, a path or a body.
 *
 * @param <T> the values
 * @param must what a text must be, as the rest of a sentence
 * @param allowed what would be allowed, in words
 * @param reader the value of a text, empty for one that is none
 */
public record Kind<T>(String must, String allowed, Function<String, Optional<T>> reader) {

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final Pattern EPOCH_MILLIS = Pattern.compile("-?[0-9]{1,18}");
    private static final int UUID_LENGTH = 36;

    /** Any text. */
    public static final Kind<String> TEXT = of("any text", Optional::of);

    /** A UUID in its usual 36 characters. */
    public static final Kind<UUID> UUID = of("a UUID", Kind::uuid);

    /** A moment from 1970 to 9999: before and after those, nothing is stored. */
    public static final Kind<Instant> TIME =
            of(
                    "an RFC 3339 time such as 2026-01-31T12:00:00Z, or epoch milliseconds,"
                            + " from 1970 to 9999",
                    Kind::time);

    /** Yes or no. */
    public static final Kind<Boolean> FLAG =
            oneOf(Map.of("true", true, "false", false), "true, false");

    private static <T> Kind<T> of(String allowed, Function<String, Optional<T>> reader) {
        return new Kind<>("be " + allowed, allowed, reader);
    }

    /** A whole number within those bounds. */
    public static Kind<Integer> wholeNumber(int min, int max) {
        return new Kind<>(
                "be a whole number, " + min + " to " + max,
                min + " to " + max,
                text -> number(text, min, max).map(Math::toIntExact));
    }

    /** A whole number within those bounds, whose meaning says more than they do. */
    public static Kind<Long> wholeNumber(long min, long max, String allowed) {
        return of(allowed, text -> number(text, min, max));
    }

    /** One of those values, by its code. */
    public static <E> Kind<E> oneOf(E[] values, Function<E, String> code) {
        return oneOf(
                Arrays.stream(values).collect(Collectors.toMap(code, Function.identity())),
                Arrays.stream(values).map(code).collect(Collectors.joining(", ")));
    }

    private static <E> Kind<E> oneOf(Map<String, E> byCode, String allowed) {
        return new Kind<>(
                "be one of " + allowed, allowed, text -> Optional.ofNullable(byCode.get(text)));
    }

    /** The same, of which something else is said. */
    public Kind<T> allowing(String words) {
        return of(words, reader);
    }

    /** The value of that text; empty if it is none. */
    public Optional<T> read(String text) {
        return reader.apply(text);
    }

    private static Optional<Long> number(String text, long min, long max) {
        try {
            return Optional.of(Long.parseLong(text)).filter(value -> value >= min && value <= max);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return text.length() == UUID_LENGTH
                    ? Optional.of(java.util.UUID.fromString(text))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> time(String text) {
        try {
            Instant time =
                    EPOCH_MILLIS.matcher(text).matches()
                            ? Instant.ofEpochMilli(Long.parseLong(text))
                            : OffsetDateTime.parse(text).toInstant();
            return Optional.of(time).filter(at -> !at.isBefore(EARLIEST) && !at.isAfter(LATEST));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
