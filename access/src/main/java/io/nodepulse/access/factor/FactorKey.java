package io.nodepulse.access.factor;

import io.nodepulse.events.secret.KeyFile;
import io.nodepulse.events.secret.KeyFileException;
import io.nodepulse.events.secret.SealedBytes;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;

import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts the secrets of second factors, so that they can be kept where everything is kept: <code>
 * v1.&lt;base64url of nonce and AES-256-GCM&gt;</code>, bound to the name of the person. The key is
 * in a file outside both stores, which all services that sign people in have alike. Thread-safe.
 */
public final class FactorKey {

    private static final String VERSION = "v1.";

    private final @Nullable KeyFile file;
    private volatile @Nullable SecretKeySpec read;

    /**
     * @param path of the file of the key; null where nobody can have a second factor
     * @throws FactorKeyException if there is one that cannot be used
     */
    public FactorKey(@Nullable Path path) {
        this.file =
                path == null
                        ? null
                        : new KeyFile(
                                path,
                                "second factors",
                                "Opens the second factors of people; keep it secret, with a copy"
                                        + " apart.");
        if (file != null && file.exists()) {
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
        KeyFile known = file();
        if (!others && !known.exists()) {
            make(known);
        }
        byte[] encrypted = SealedBytes.seal(key(known), secret, of(person));
        return VERSION + Base64.getUrlEncoder().withoutPadding().encodeToString(encrypted);
    }

    /** The secret again. */
    byte[] decrypt(String encrypted, String person) {
        if (!encrypted.startsWith(VERSION)) {
            throw new FactorKeyException("a second factor was encrypted by a later version");
        }
        byte[] both = Base64.getUrlDecoder().decode(encrypted.substring(VERSION.length()));
        KeyFile known = file();
        try {
            return SealedBytes.open(key(known), both, of(person));
        } catch (GeneralSecurityException e) {
            throw new FactorKeyException(
                    "the second factor of %s was encrypted with another key than that in %s"
                            .formatted(person, known.path()),
                    e);
        }
    }

    private static String of(String person) {
        return "second factor\n" + person;
    }

    private KeyFile file() {
        if (file == null) {
            throw new FactorKeyException("nodepulse.access.second-factor.key-file is not set");
        }
        return file;
    }

    private static void make(KeyFile file) {
        try {
            file.make();
        } catch (KeyFileException e) {
            throw new FactorKeyException(String.valueOf(e.getMessage()), e);
        }
    }

    private SecretKeySpec key(KeyFile known) {
        SecretKeySpec key = read;
        if (key == null) {
            try {
                key = new SecretKeySpec(known.read(), "AES");
            } catch (KeyFileException e) {
                throw new FactorKeyException(String.valueOf(e.getMessage()), e);
            }
            read = key;
        }
        return key;
    }
}
