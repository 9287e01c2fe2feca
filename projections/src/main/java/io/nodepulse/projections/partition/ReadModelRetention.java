package io.nodepulse.projections.partition;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * How long the read model keeps snapshots.
 *
 * @param keep how long, zero for ever
 * @param clock the time that "old" is measured against
 */
public record ReadModelRetention(Duration keep, Clock clock) {

    public ReadModelRetention {
        if (keep.isNegative()) {
            throw new IllegalArgumentException("retention must not be negative, is " + keep);
        }
    }

    /** The oldest day that still holds an instant worth keeping. */
    public LocalDate oldestDay() {
        return keep.isZero()
                ? LocalDate.EPOCH
                : LocalDate.ofInstant(clock.instant().minus(keep), ZoneOffset.UTC);
    }

    public boolean keepsAll() {
        return keep.isZero();
    }
}
