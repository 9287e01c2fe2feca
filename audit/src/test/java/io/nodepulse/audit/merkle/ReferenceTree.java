package io.nodepulse.audit.merkle;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** RFC 6962, section 2.1, word by word: slow, and without any of the code that it judges. */
public final class ReferenceTree {

    private ReferenceTree() {}

    /** MTH(D[n]). */
    public static byte[] root(List<byte[]> leaves) {
        if (leaves.isEmpty()) {
            return sha256(new byte[0]);
        }
        if (leaves.size() == 1) {
            return sha256(new byte[] {0}, leaves.getFirst());
        }
        int k = split(leaves.size());
        return sha256(
                new byte[] {1}, root(leaves.subList(0, k)), root(leaves.subList(k, leaves.size())));
    }

    /** PATH(m, D[n]). */
    public static List<byte[]> path(int m, List<byte[]> leaves) {
        int n = leaves.size();
        if (n == 1) {
            return List.of();
        }
        int k = split(n);
        return m < k
                ? plus(path(m, leaves.subList(0, k)), root(leaves.subList(k, n)))
                : plus(path(m - k, leaves.subList(k, n)), root(leaves.subList(0, k)));
    }

    /** PROOF(m, D[n]). */
    public static List<byte[]> proof(int m, List<byte[]> leaves) {
        return subproof(m, leaves, true);
    }

    private static List<byte[]> subproof(int m, List<byte[]> leaves, boolean b) {
        int n = leaves.size();
        if (m == n) {
            return b ? List.of() : List.of(root(leaves));
        }
        int k = split(n);
        return m <= k
                ? plus(subproof(m, leaves.subList(0, k), b), root(leaves.subList(k, n)))
                : plus(subproof(m - k, leaves.subList(k, n), false), root(leaves.subList(0, k)));
    }

    private static int split(int n) {
        int k = 1;
        while (2 * k < n) {
            k *= 2;
        }
        return k;
    }

    private static List<byte[]> plus(List<byte[]> list, byte[] last) {
        List<byte[]> longer = new ArrayList<>(list);
        longer.add(last);
        return longer;
    }

    static byte[] sha256(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        try {
            return MessageDigest.getInstance("SHA-256").digest(all.toByteArray());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
