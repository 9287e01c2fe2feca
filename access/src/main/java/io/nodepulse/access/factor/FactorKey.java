package io.nodepulse.access.factor;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts the secrets of second factors, so that they can be kept where everything is kept: <code>
 * v1.&lt;base64url of nonce and AES-256-GCM&gt;</code>, bound to the name of the person. The key is
 * in a file outside both stores, which all services that sign people in have alike. Thread-safe.
 */
public final class FactorKey {

    private static final String VERSION = "v1.";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final @Nullable Path file;
    private volatile @Nullable SecretKeySpec read;

    /**
     * @param file of the key; null where nobody can have a second factor
     * @throws FactorKeyException if there is one that cannot be used
     */
    public FactorKey(@Nullable Path file) {
        this.file = file;
        if (file != null && Files.exists(file)) {
            key(file);
        }
    }

    /** Whether anybody can have a second factor. */
    public boolean isAvailable() {
        return file != null;
    }

    /**
     * The secret, as it can be kept.
     *
     * @param others whether there are secrets that were encrypted before; if not, the first one
     *     makes the key
     */
    public String encrypt(byte[] secret, String person, boolean others) {
        Path known = file();
        if (!others && !Files.exists(known)) {
            FactorKeyFile.make(known);
        }
        byte[] nonce = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        byte[] encrypted = worked(Cipher.ENCRYPT_MODE, key(known), nonce, person, secret);
        byte[] both = Arrays.copyOf(nonce, nonce.length + encrypted.length);
        System.arraycopy(encrypted, 0, both, nonce.length, encrypted.length);
        return VERSION + Base64.getUrlEncoder().withoutPadding().encodeToString(both);
    }

    /** The secret again. */
    byte[] decrypt(String encrypted, String person) {
        if (!encrypted.startsWith(VERSION)) {
            throw new FactorKeyException("a second factor was encrypted by a later version");
        }
        byte[] both = Base64.getUrlDecoder().decode(encrypted.substring(VERSION.length()));
        return worked(
                Cipher.DECRYPT_MODE,
                key(file()),
                Arrays.copyOf(both, NONCE_BYTES),
                person,
                Arrays.copyOfRange(both, NONCE_BYTES, both.length));
    }

    private Path file() {
        if (file == null) {
            throw new FactorKeyException("nodepulse.access.second-factor.key-file is not set");
        }
        return file;
    }

    private SecretKeySpec key(Path known) {
        SecretKeySpec key = read;
        if (key == null) {
            key = new SecretKeySpec(FactorKeyFile.read(known), "AES");
            read = key;
        }
        return key;
    }

    private byte[] worked(int mode, SecretKeySpec key, byte[] nonce, String person, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(("second factor\n" + person).getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new FactorKeyException(
                    "the second factor of %s was encrypted with another key than that in %s"
                            .formatted(person, file),
                    e);
        }
    }
}
