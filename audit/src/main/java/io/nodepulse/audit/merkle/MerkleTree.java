package io.nodepulse.audit.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * Roots and proofs of RFC 6962, section 2.1, of a tree as it was at any of its sizes, from the
 * hashes of its complete subtrees. As thread-safe as these are.
 */
public final class MerkleTree {

    private final NodeHashes nodes;

    public MerkleTree(NodeHashes nodes) {
        this.nodes = nodes;
    }

    /** Root of the tree of the first {@code size} leaves. */
    public byte[] root(long size) {
        return size == 0 ? TreeHash.empty() : subtree(0, size, new TreeHash());
    }

    /** Hashes of the largest complete subtrees of the first {@code size} leaves, in their order. */
    public List<byte[]> subtrees(long size) {
        List<byte[]> hashes = new ArrayList<>();
        long first = 0;
        for (long leaves = Long.highestOneBit(size); leaves > 0; leaves >>= 1) {
            if ((size & leaves) != 0) {
                int height = Long.numberOfTrailingZeros(leaves);
                hashes.add(nodes.node(height, first >>> height));
                first += leaves;
            }
        }
        return hashes;
    }

    /** Audit path of that leaf in the tree of the first {@code size} leaves, sibling first. */
    public List<byte[]> inclusion(long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("leaf " + index + " of a tree of " + size);
        }
        TreeHash hash = new TreeHash();
        List<byte[]> fromRoot = new ArrayList<>();
        long first = 0;
        long end = size;
        while (end - first > 1) {
            long middle = first + largestPowerBelow(end - first);
            if (index < middle) {
                fromRoot.add(subtree(middle, end, hash));
                end = middle;
            } else {
                fromRoot.add(subtree(first, middle, hash));
                first = middle;
            }
        }
        return fromRoot.reversed();
    }

    /** Proof that the tree of {@code from} leaves is the beginning of that of {@code to} leaves. */
    public List<byte[]> consistency(long from, long to) {
        if (from < 0 || from > to) {
            throw new IllegalArgumentException("from " + from + " to " + to + " leaves");
        }
        if (from == 0 || from == to) {
            return List.of();
        }
        TreeHash hash = new TreeHash();
        List<byte[]> fromRoot = new ArrayList<>();
        long first = 0;
        long end = to;
        while (from < end) {
            long middle = first + largestPowerBelow(end - first);
            if (from <= middle) {
                fromRoot.add(subtree(middle, end, hash));
                end = middle;
            } else {
                fromRoot.add(subtree(first, middle, hash));
                first = middle;
            }
        }
        if (first > 0) {
            fromRoot.add(subtree(first, end, hash));
        }
        return fromRoot.reversed();
    }

    /** Hash over the leaves {@code [first, end)}; {@code first} is where such a subtree can be. */
    private byte[] subtree(long first, long end, TreeHash hash) {
        long leaves = end - first;
        if (Long.bitCount(leaves) == 1) {
            int height = Long.numberOfTrailingZeros(leaves);
            return nodes.node(height, first >>> height);
        }
        long middle = first + largestPowerBelow(leaves);
        return hash.node(subtree(first, middle, hash), subtree(middle, end, hash));
    }

    private static long largestPowerBelow(long number) {
        return Long.highestOneBit(number - 1);
    }
}
