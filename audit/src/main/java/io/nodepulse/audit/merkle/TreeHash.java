package io.nodepulse.audit.merkle;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The hashes of RFC 6962, section 2.1: SHA-256 of {@code 0x00 || leaf} and of {@code 0x01 || left
 * || right}. Not thread-safe: it reuses its digest.
 */
public final class TreeHash {

    /** Length of every hash. */
    public static final int BYTES = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final MessageDigest sha256 = sha256();

    /** Hash of a leaf. */
    public byte[] leaf(byte[] leaf) {
        sha256.update(LEAF);
        return sha256.digest(leaf);
    }

    /** Hash of the node over two others. */
    public byte[] node(byte[] left, byte[] right) {
        sha256.update(NODE);
        sha256.update(left);
        return sha256.digest(right);
    }

    /** Hash of a tree without leaves: of nothing. */
    public static byte[] empty() {
        return sha256().digest();
    }

    /**
     * Replaces the hashes that stand one behind the other in {@code hashes} by their parents.
     *
     * @param count how many hashes there are, an even number
     */
    void reduce(byte[] hashes, int count) {
        try {
            for (int i = 0; i < count; i += 2) {
                sha256.update(NODE);
                sha256.update(hashes, i * BYTES, 2 * BYTES);
                sha256.digest(hashes, i / 2 * BYTES, BYTES);
            }
        } catch (DigestException e) {
            throw new IllegalStateException("a SHA-256 hash has 32 bytes", e);
        }
    }

    /**
     * Hash of the node over hashes that stand one behind the other, which are overwritten.
     *
     * @param count how many hashes there are, a power of two
     */
    byte[] root(byte[] hashes, int count) {
        for (int left = count; left > 1; left /= 2) {
            reduce(hashes, left);
        }
        return Arrays.copyOf(hashes, BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
