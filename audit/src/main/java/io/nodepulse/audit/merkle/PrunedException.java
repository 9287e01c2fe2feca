package io.nodepulse.audit.merkle;

/** A hash that was asked for was pruned: all appends below it were retired. */
public final class PrunedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long firstLeaf;

    PrunedException(long firstLeaf) {
        super("the hashes from append " + firstLeaf + " on were pruned with the retired scrapes");
        this.firstLeaf = firstLeaf;
    }

    /** Index of the first leaf of the tile that is gone. */
    public long firstLeaf() {
        return firstLeaf;
    }
}
