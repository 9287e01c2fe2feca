package io.nodepulse.commands.payload;

import io.nodepulse.commands.payload.Rejection.Reason;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** The scrape times that are accepted at one moment. */
record TimeWindow(Instant oldest, Instant newest) {

    static TimeWindow around(Instant now, PayloadLimits limits) {
        Instant kept = limits.retention().isZero() ? Instant.EPOCH : now.minus(limits.retention());
        // No event is of before 1970, where clocks begin that were never set.
        Instant oldest = kept.isBefore(Instant.EPOCH) ? Instant.EPOCH : kept;
        return new TimeWindow(oldest, now.plus(limits.maxAhead()));
    }

    /** Why a scrape of that instant is not kept, or null where it is. */
    @Nullable Rejection reject(String field, Instant sampledAt, int samples) {
        if (sampledAt.isAfter(newest)) {
            String problem = "must not be after " + newest + ", is " + sampledAt;
            return new Rejection(Reason.TOO_FAR_AHEAD, field, problem, samples);
        }
        if (sampledAt.isBefore(oldest)) {
            String problem = "must not be before " + oldest + ", is " + sampledAt;
            return new Rejection(Reason.TOO_OLD, field, problem, samples);
        }
        return null;
    }
}
