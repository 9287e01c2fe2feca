package io.nodepulse.events;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The checks that keep unreadable values out of the event store; each names the field it refuses.
 */
public final class Require {

    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final Pattern SHA_256_HEX = Pattern.compile("[0-9a-f]{64}");

    private Require() {}

    public static void wholeMillis(Instant sampledAt) {
        if (sampledAt.getNano() % NANOS_PER_MILLI != 0) {
            throw new InvalidFieldException("timestamp", "must be in whole milliseconds");
        }
        if (sampledAt.isBefore(Instant.EPOCH)) {
            throw new InvalidFieldException("timestamp", "must not be before 1970");
        }
    }

    public static void name(String field, String name, int maxLength) {
        if (name.isEmpty() || name.length() > maxLength) {
            throw new InvalidFieldException(
                    field, "must have 1 to " + maxLength + " characters, has " + name.length());
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isISOControl(c)) {
                throw new InvalidFieldException(
                        field, "must not contain control characters, has one at index " + i);
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == name.length()
                        || !Character.isLowSurrogate(name.charAt(i + 1))) {
                    throw new InvalidFieldException(
                            field, "must be valid Unicode, has a lone surrogate at index " + i);
                }
                i++;
            }
        }
    }

    public static void notNegative(String field, long value) {
        if (value < 0) {
            throw new InvalidFieldException(field, "must not be negative, is " + value);
        }
    }

    public static void atLeast(String field, long value, long least) {
        if (value < least) {
            throw new InvalidFieldException(field, "must be at least " + least + ", is " + value);
        }
    }

    public static void counter(String field, double value) {
        if (!Double.isFinite(value) || value < 0) {
            throw new InvalidFieldException(
                    field, "must be a finite number of at least 0, is " + value);
        }
    }

    private static void finite(String field, double value) {
        if (!Double.isFinite(value)) {
            throw new InvalidFieldException(field, "must be a finite number, is " + value);
        }
    }

    /** The values, finite and at least one, in the order of their constants. */
    static <M extends Enum<M> & Metric> Map<M, Double> figures(
            String exporter, Map<M, Double> values) {
        if (values.isEmpty()) {
            throw new InvalidFieldException(exporter, "must carry at least one known figure");
        }
        values.forEach((metric, value) -> finite(metric.field(), value));
        return Collections.unmodifiableMap(new EnumMap<>(values));
    }

    public static void sha256(String field, String hex) {
        if (!SHA_256_HEX.matcher(hex).matches()) {
            throw new InvalidFieldException(field, "must be 64 lower-case hex digits");
        }
    }
}
