package io.nodepulse.audit.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * A tree that only grows at its end, as the hashes of its largest complete subtrees: as many as its
 * size has ones in binary, the largest first. Not thread-safe.
 */
public final class CompactTree {

    private final TreeHash hash = new TreeHash();
    private final List<byte[]> subtrees;
    private long size;

    /**
     * The tree of that size.
     *
     * @param subtrees hashes of its complete subtrees, the largest first
     * @throws IllegalArgumentException if a tree of that size has another number of them
     */
    public CompactTree(long size, List<byte[]> subtrees) {
        if (size < 0 || subtrees.size() != Long.bitCount(size)) {
            throw new IllegalArgumentException(
                    "a tree of %d leaves has %d complete subtrees, not %d"
                            .formatted(size, Long.bitCount(size), subtrees.size()));
        }
        this.size = size;
        this.subtrees = new ArrayList<>(subtrees);
    }

    /** How many leaves it has. */
    public long size() {
        return size;
    }

    /**
     * Appends a complete subtree of {@code 1 << height} leaves.
     *
     * @throws IllegalArgumentException if no such subtree can begin here
     */
    public void append(int height, byte[] root) {
        long leaves = 1L << height;
        if ((size & (leaves - 1)) != 0) {
            throw new IllegalArgumentException(
                    "no subtree of %d leaves begins at leaf %d".formatted(leaves, size));
        }
        byte[] node = root;
        for (long bit = leaves; (size & bit) != 0; bit <<= 1) {
            node = hash.node(subtrees.removeLast(), node);
        }
        subtrees.add(node);
        size += leaves;
    }

    /** Root of the tree. */
    public byte[] root() {
        if (subtrees.isEmpty()) {
            return TreeHash.empty();
        }
        byte[] root = subtrees.getLast();
        for (int i = subtrees.size() - 2; i >= 0; i--) {
            root = hash.node(subtrees.get(i), root);
        }
        return root;
    }
}
