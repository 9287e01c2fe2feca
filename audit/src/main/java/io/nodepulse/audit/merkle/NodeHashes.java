package io.nodepulse.audit.merkle;

/** The hashes of the complete subtrees of a tree. */
@FunctionalInterface
public interface NodeHashes {

    /**
     * Hash over the leaves {@code [index << height, (index + 1) << height)}, all of which are in
     * the tree.
     *
     * @throws PrunedException if what it is computed from was pruned
     */
    byte[] node(int height, long index);
}
