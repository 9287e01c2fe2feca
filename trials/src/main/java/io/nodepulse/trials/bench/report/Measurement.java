package io.nodepulse.trials.bench.report;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;

/**
 * One measured number.
 *
 * @param part what was being measured
 * @param goal what it should reach, null where nothing is asked of it
 */
public record Measurement(
        String part, String name, double value, String unit, @Nullable Goal goal) {

    /** What a figure should reach. */
    public record Goal(Bound bound, double value) {

        public static Goal atLeast(double value) {
            return new Goal(Bound.AT_LEAST, value);
        }

        public static Goal atMost(double value) {
            return new Goal(Bound.AT_MOST, value);
        }

        boolean isReachedBy(double measured) {
            return switch (bound) {
                case AT_LEAST -> measured >= value;
                case AT_MOST -> measured <= value;
            };
        }
    }

    /** The side on which a figure should stay. */
    public enum Bound {
        AT_LEAST,
        AT_MOST
    }

    /** Whether it is as it should be; null where nothing is asked of it. */
    @JsonProperty
    public @Nullable Boolean reached() {
        return goal == null ? null : (Boolean) goal.isReachedBy(value);
    }
}
