package io.nodepulse.audit.merkle;

import java.util.Arrays;
import java.util.List;

/** Checks proofs with nothing but the proof and the roots, as RFC 9162, section 2.1, describes. */
public final class ProofCheck {

    private ProofCheck() {}

    /** Whether the leaf of that hash is at that index of the tree of that size and root. */
    public static boolean includes(
            byte[] leafHash, long index, long size, byte[] root, List<byte[]> path) {
        if (index < 0 || index >= size) {
            return false;
        }
        TreeHash hash = new TreeHash();
        Node node = new Node(index, size - 1);
        byte[] computed = leafHash;
        for (byte[] sibling : path) {
            if (node.isRoot()) {
                return false;
            }
            computed =
                    node.isSiblingLeft()
                            ? hash.node(sibling, computed)
                            : hash.node(computed, sibling);
            node = node.up();
        }
        return node.isRoot() && Arrays.equals(computed, root);
    }

    /** Whether the tree of {@code from} leaves is the beginning of that of {@code to} leaves. */
    public static boolean continues(
            long from, byte[] fromRoot, long to, byte[] toRoot, List<byte[]> proof) {
        if (from < 0 || from > to) {
            return false;
        }
        if (from == 0 || from == to) {
            byte[] expected = from == 0 ? TreeHash.empty() : toRoot;
            return proof.isEmpty() && Arrays.equals(fromRoot, expected);
        }
        boolean complete = Long.bitCount(from) == 1;
        if (!complete && proof.isEmpty()) {
            return false;
        }
        byte[] start = complete ? fromRoot : proof.getFirst();
        return rebuild(start, from, to, complete ? proof : proof.subList(1, proof.size()))
                .matches(fromRoot, toRoot);
    }

    /** Both roots as the proof builds them; {@code whole} tells whether it has the right length. */
    private record Rebuilt(byte[] from, byte[] to, boolean whole) {

        boolean matches(byte[] fromRoot, byte[] toRoot) {
            return whole && Arrays.equals(from, fromRoot) && Arrays.equals(to, toRoot);
        }
    }

    private static Rebuilt rebuild(byte[] start, long from, long to, List<byte[]> proof) {
        TreeHash hash = new TreeHash();
        int complete = Long.numberOfTrailingZeros(from);
        Node node = new Node((from - 1) >>> complete, (to - 1) >>> complete);
        byte[] older = start;
        byte[] newer = start;
        for (byte[] sibling : proof) {
            if (node.isRoot()) {
                return new Rebuilt(older, newer, false);
            }
            if (node.isSiblingLeft()) {
                older = hash.node(sibling, older);
                newer = hash.node(sibling, newer);
            } else {
                newer = hash.node(newer, sibling);
            }
            node = node.up();
        }
        return new Rebuilt(older, newer, node.isRoot());
    }

    /**
     * Where a proof has come on its way up to the root.
     *
     * @param index of the node in its level, {@code fn} of the RFC
     * @param last index in that level, {@code sn} of the RFC
     */
    private record Node(long index, long last) {

        boolean isRoot() {
            return last == 0;
        }

        /** On which side the next hash of the proof belongs. */
        boolean isSiblingLeft() {
            return isOdd() || index == last;
        }

        /** The parent; a last node of even index has a sibling only where its ancestor is odd. */
        Node up() {
            int levels = !isOdd() && index == last ? 1 + Long.numberOfTrailingZeros(index) : 1;
            return new Node(index >>> levels, last >>> levels);
        }

        private boolean isOdd() {
            return (index & 1) == 1;
        }
    }
}
