package io.nodepulse.audit.merkle;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The leaves of one level-0 tile as far as they are there. Sequences are stored with the top bit
 * set for an append that is kept for ever.
 */
public final class LeafTile {

    static final long FACT = 1L << 63;

    private final long first;
    private final byte[] hashes;
    private final ByteBuffer sequences;

    LeafTile(long first, byte[] hashes, byte[] sequences) {
        this.first = first;
        this.hashes = hashes;
        this.sequences = ByteBuffer.wrap(sequences);
    }

    /** Index of its first leaf in the tree. */
    public long first() {
        return first;
    }

    /** How many leaves are there. */
    public int size() {
        return Math.min(hashes.length / TreeHash.BYTES, sequences.capacity() / Long.BYTES);
    }

    /** The leaf at that place of the tile. */
    public LeafRow row(int place) {
        int at = place * TreeHash.BYTES;
        return new LeafRow(
                Arrays.copyOfRange(hashes, at, at + TreeHash.BYTES),
                lastSequence(place),
                sequences.getLong(place * Long.BYTES) < 0);
    }

    long lastSequence(int place) {
        return sequences.getLong(place * Long.BYTES) & ~FACT;
    }

    boolean holdsFact() {
        for (int place = 0; place < size(); place++) {
            if (sequences.getLong(place * Long.BYTES) < 0) {
                return true;
            }
        }
        return false;
    }
}
