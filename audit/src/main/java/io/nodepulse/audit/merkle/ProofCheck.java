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
        long node = index;
        long last = size - 1;
        byte[] computed = leafHash;
        for (byte[] sibling : path) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                computed = hash.node(sibling, computed);
                int up = (node & 1) == 1 ? 0 : Long.numberOfTrailingZeros(node);
                node >>>= up;
                last >>>= up;
            } else {
                computed = hash.node(computed, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && Arrays.equals(computed, root);
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
        long node = (from - 1) >>> complete;
        long last = (to - 1) >>> complete;
        byte[] older = start;
        byte[] newer = start;
        for (byte[] sibling : proof) {
            if (last == 0) {
                return new Rebuilt(older, newer, false);
            }
            if ((node & 1) == 1 || node == last) {
                older = hash.node(sibling, older);
                newer = hash.node(sibling, newer);
                int up = (node & 1) == 1 ? 0 : Long.numberOfTrailingZeros(node);
                node >>>= up;
                last >>>= up;
            } else {
                newer = hash.node(newer, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return new Rebuilt(older, newer, last == 0);
    }
}
