package io.nodepulse.projections.rebuild;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of time, as buckets are: what was sampled after its begin and not after its end.
 *
 * @param from begin, in whole milliseconds
 * @param to end, in whole milliseconds
 */
public record RebuiltRange(Instant from, Instant to) {

    /**
     * @throws IllegalArgumentException if it does not end after its begin
     */
    public RebuiltRange {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("%s is not before %s".formatted(from, to));
        }
    }

    /**
     * The shortest one around it that whole units make up, which begin at multiples of their length
     * since 1970 plus an offset.
     *
     * @param offsetMs in milliseconds
     */
    RebuiltRange rounded(Duration unit, long offsetMs) {
        long length = unit.toMillis();
        long begin = Math.floorDiv(from.toEpochMilli() - offsetMs, length);
        long end = Math.ceilDiv(to.toEpochMilli() - offsetMs, length);
        return new RebuiltRange(
                Instant.ofEpochMilli(begin * length + offsetMs),
                Instant.ofEpochMilli(end * length + offsetMs));
    }

    /** The shortest one around both. */
    RebuiltRange with(RebuiltRange other) {
        return new RebuiltRange(
                from.isBefore(other.from) ? from : other.from,
                to.isAfter(other.to) ? to : other.to);
    }
}
