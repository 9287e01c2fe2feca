package io.nodepulse.audit.notary;

import java.util.Locale;

/**
 * Something that is not as it was signed, or that cannot be signed.
 *
 * @param kind what it is
 * @param first sequence of the first event that it concerns
 * @param last sequence of the last one
 * @param detail more about it in a few words, may be empty
 */
public record Finding(Kind kind, long first, long last, String detail) {

    /** What can be found. */
    public enum Kind {
        /** The events are there and are not what was signed. */
        ALTERED,
        /** Signed events are gone. */
        MISSING,
        /** Events are there that were never signed, among signed ones. */
        ADDED,
        /** Tree, checkpoint and signature do not belong together. */
        CHECKPOINT_BROKEN,
        /** The store says that more was retired than this service allowed. */
        TRIMMED_BEYOND,
        /** Signed events are gone with the epoch that they were appended in. */
        LOST,
        /** Signed scrapes were erased on request: of each its place is kept, and its leaf. */
        ERASED,
        /** The events do not follow on what was signed and no epoch says why. */
        GAP,
        /** A checkpoint that was noted elsewhere is of another history. */
        OTHER_HISTORY,
        /** What a checkpoint covers was retired and pruned, and no copy of it was kept. */
        UNPROVABLE
    }

    /** The name of the kind, as it leaves the service. */
    public String code() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        String what = "events %d-%d: %s".formatted(first, last, code().replace('_', ' '));
        return detail.isEmpty() ? what : what + ", " + detail;
    }
}
