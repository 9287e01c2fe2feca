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
        Climb climb = new Climb(index, size - 1);
        byte[] computed = leafHash;
        for (byte[] sibling : path) {
            if (climb.isAtRoot()) {
                return false;
            }
            computed =
                    climb.isSiblingLeft()
                            ? hash.node(sibling, computed)
                            : hash.node(computed, sibling);
            climb.goUp();
        }
        return climb.isAtRoot() && Arrays.equals(computed, root);
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
        Climb climb = new Climb((from - 1) >>> complete, (to - 1) >>> complete);
        byte[] older = start;
        byte[] newer = start;
        for (byte[] sibling : proof) {
            if (climb.isAtRoot()) {
                return new Rebuilt(older, newer, false);
            }
            if (climb.isSiblingLeft()) {
                older = hash.node(sibling, older);
                newer = hash.node(sibling, newer);
            } else {
                newer = hash.node(newer, sibling);
            }
            climb.goUp();
        }
        return new Rebuilt(older, newer, climb.isAtRoot());
    }

    /** The way of a proof from a node up to the root: {@code fn} and {@code sn} of the RFC. */
    private static final class Climb {

        private long node;
        private long last;

        /**
         * @param node index in its level
         * @param last index of the level's last node
         */
        Climb(long node, long last) {
            this.node = node;
            this.last = last;
        }

        boolean isAtRoot() {
            return last == 0;
        }

        /** On which side the next hash of the proof belongs. */
        boolean isSiblingLeft() {
            return (node & 1) == 1 || node == last;
        }

        /** A last node of even index has no sibling below the level where its index is odd. */
        void goUp() {
            int levels = 1;
            if ((node & 1) == 0 && node == last) {
                levels += Long.numberOfTrailingZeros(node);
            }
            node >>>= levels;
            last >>>= levels;
        }
    }
}
