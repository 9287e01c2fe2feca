package io.nodepulse.launcher.export;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Times from one on, up to another that is not among them.
 *
 * @param from the first
 * @param to the first behind it
 */
record TimeSpan(Instant from, Instant to) {

    /** All times that a scrape may have. */
    static final TimeSpan EVER = new TimeSpan(Instant.EPOCH, Instant.ofEpochMilli(Long.MAX_VALUE));

    /** A day in UTC, as far as it lies within. */
    TimeSpan of(LocalDate day) {
        Instant begin = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return new TimeSpan(from.isAfter(begin) ? from : begin, to.isBefore(end) ? to : end);
    }

    boolean isEmpty() {
        return !from.isBefore(to);
    }

    boolean contains(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(to);
    }

    boolean overlaps(TimeSpan other) {
        return from.isBefore(other.to) && other.from.isBefore(to);
    }

    /** Whether any of the times from the first to the last lies within. */
    boolean meets(Instant first, Instant last) {
        return first.isBefore(to) && !last.isBefore(from);
    }
}
