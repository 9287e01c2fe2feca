package io.nodepulse.events;

import java.util.regex.Pattern;

/**
 * What is known of a figure before it is measured: a row in the table of those that an exporter
 * reports. Payload, wire format, leaf, columns and answers follow from it.
 *
 * @param code stands for it in the wire format: it never changes and is never used again
 * @param field its name in the ingest payload, in tables and in answers; says seconds or bytes
 *     where that is its unit
 * @param kind how two readings of it compare
 * @param unit what it counts or measures
 * @param type which numbers it takes
 */
public record Figure(int code, String field, Kind kind, Unit unit, Type type) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");

    /** How two readings of a figure compare. */
    public enum Kind {
        /** Only grows, but for starts from 0: two readings have a difference. */
        COUNTER,
        /** Goes up and down: each reading stands for itself. */
        GAUGE
    }

    /** What a figure counts or measures, without a prefix. */
    public enum Unit {
        SECONDS,
        BYTES,
        /** Things: packets, requests, processes, cores. */
        COUNT
    }

    /** Which numbers a figure takes. */
    public enum Type {
        /** Whole numbers that 64 bits hold. */
        WHOLE,
        /** Numbers of double precision. */
        REAL
    }

    public Figure {
        if (code < 1) {
            throw new IllegalArgumentException("the code of " + field + " must be at least 1");
        }
        if (!NAME.matcher(field).matches()) {
            throw new IllegalArgumentException("no name of a figure: " + field);
        }
        if (field.contains("seconds") != (unit == Unit.SECONDS)
                || field.contains("bytes") != (unit == Unit.BYTES)) {
            throw new IllegalArgumentException(field + " does not say its unit, " + unit);
        }
    }

    static Figure counter(int code, String field, Unit unit, Type type) {
        return new Figure(code, field, Kind.COUNTER, unit, type);
    }

    static Figure gauge(int code, String field, Unit unit, Type type) {
        return new Figure(code, field, Kind.GAUGE, unit, type);
    }
}
