package io.nodepulse.events.largest;

import io.nodepulse.events.InvalidFieldException;
import io.nodepulse.events.Require;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The largest processes of a server at one moment.
 *
 * @param sampledAt when, in milliseconds
 * @param span the time that their CPU seconds are of
 * @param processes at most {@value #MAX_PROCESSES}
 */
public record LargestProcesses(Instant sampledAt, Duration span, List<LargestProcess> processes) {

    public static final int MAX_PROCESSES = 100;

    /** Lists come more often than once a day. */
    private static final Duration LONGEST_SPAN = Duration.ofDays(1);

    /**
     * @throws InvalidFieldException if there are too many, or they are of no possible time
     */
    public LargestProcesses {
        Require.wholeMillis(sampledAt);
        processes = List.copyOf(processes);
        if (processes.size() > MAX_PROCESSES) {
            throw new InvalidFieldException(
                    "processes", "must be at most " + MAX_PROCESSES + ", are " + processes.size());
        }
        if (span.isNegative() || span.compareTo(LONGEST_SPAN) > 0) {
            throw new InvalidFieldException(
                    "seconds", "must be between 0 and " + LONGEST_SPAN.toSeconds());
        }
    }
}
