package io.nodepulse.audit.notary;

import java.time.Instant;

/**
 * Leaves that were appended in one epoch, one behind the other.
 *
 * @param firstLeaf index of the first of them
 * @param epoch the epoch
 * @param after the last sequence before it that still counts: leaves of earlier runs that end after
 *     it were lost
 * @param first sequence of the first event
 * @param lost the last event after {@code after} that went with the epoch before, 0 for none
 * @param at when the epoch began
 */
record EpochRun(long firstLeaf, long epoch, long after, long first, long lost, Instant at) {

    private static final int FIELDS = 6;

    /** Whether events went with the epoch before. */
    boolean lostEvents() {
        return lost > after;
    }

    static EpochRun parse(String line) {
        String[] fields = line.split(" ", -1);
        if (fields.length != FIELDS) {
            throw new NotaryException("no run of an epoch: '" + line + "'");
        }
        return new EpochRun(
                Long.parseLong(fields[0]),
                Long.parseUnsignedLong(fields[1], 16),
                Long.parseLong(fields[2]),
                Long.parseLong(fields[3]),
                Long.parseLong(fields[4]),
                Instant.parse(fields[5]));
    }

    String line() {
        return "%d %016x %d %d %d %s".formatted(firstLeaf, epoch, after, first, lost, at);
    }
}
