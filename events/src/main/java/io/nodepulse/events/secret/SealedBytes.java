package io.nodepulse.events.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;

import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM (NIST SP 800-38D): a random nonce of {@value #NONCE_BYTES} bytes, and behind it the
 * encrypted bytes with their tag of 16. Both sides name what the bytes are of, which is not kept
 * with them, so they open nowhere else.
 */
public final class SealedBytes {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private SealedBytes() {}

    /**
     * The bytes, as they can be kept.
     *
     * @param of what they are of, the additional authenticated data
     */
    public static byte[] seal(SecretKey key, byte[] plain, String of) {
        byte[] nonce = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        try {
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, key, nonce, of).doFinal(plain);
            byte[] both = Arrays.copyOf(nonce, nonce.length + encrypted.length);
            System.arraycopy(encrypted, 0, both, nonce.length, encrypted.length);
            return both;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is in every JDK", e);
        }
    }

    /**
     * The bytes again.
     *
     * @throws GeneralSecurityException if they were altered, sealed with another key, or of
     *     something else
     */
    public static byte[] open(SecretKey key, byte[] sealed, String of)
            throws GeneralSecurityException {
        if (sealed.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
            throw new GeneralSecurityException("cut short: " + sealed.length + " bytes");
        }
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        return cipher(Cipher.DECRYPT_MODE, key, nonce, of)
                .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String of)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(of.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
