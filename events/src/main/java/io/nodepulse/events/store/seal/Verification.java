package io.nodepulse.events.store.seal;

import java.util.Optional;

/**
 * What recomputing a chain of seals found.
 *
 * @param shard the shard
 * @param chain the chain
 * @param sealsChecked how many seals were recomputed
 * @param entriesChecked how many entries they cover
 * @param lastHash hash of the last seal, in hex: note it elsewhere, and the past is pinned
 * @param defect the first thing that is not as it was sealed, if any
 */
public record Verification(
        int shard,
        SealChain chain,
        long sealsChecked,
        long entriesChecked,
        String lastHash,
        Optional<Defect> defect) {

    /** How the store differs from what was sealed. */
    public enum Kind {
        /** The entry's bytes or number of events changed. */
        ALTERED,
        /** A sealed entry is gone. */
        MISSING,
        /** An entry stands where none was sealed. */
        ADDED,
        /** The seal itself does not follow from the one before or from its own entries. */
        SEAL_BROKEN
    }

    /**
     * The first difference.
     *
     * @param kind what it is
     * @param lastSequence sequence of the last event of the entry, or of the seal's range
     */
    public record Defect(Kind kind, long lastSequence) {}
}
