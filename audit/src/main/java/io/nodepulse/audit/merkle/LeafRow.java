package io.nodepulse.audit.merkle;

/**
 * What is kept of a leaf.
 *
 * @param hash its hash
 * @param lastSequence sequence of the append's last event, at least 1
 * @param fact whether the append is kept for ever
 */
@SuppressWarnings("ArrayRecordComponent") // passed on as it is, compared nowhere
public record LeafRow(byte[] hash, long lastSequence, boolean fact) {

    public LeafRow {
        if (hash.length != TreeHash.BYTES) {
            throw new IllegalArgumentException("a hash of " + hash.length + " bytes");
        }
        if (lastSequence < 1) {
            throw new IllegalArgumentException("last sequence " + lastSequence);
        }
    }
}
