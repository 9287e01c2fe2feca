package io.nodepulse.events.store.person;

import io.nodepulse.events.person.PersonKey;
import io.nodepulse.events.secret.KeyFile;
import io.nodepulse.events.secret.KeyFileException;
import io.nodepulse.events.secret.SealedBytes;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * What is derived from the key in the file, which is in no store: one key that wraps the keys of
 * persons, and one by which somebody is found without being named. Immutable.
 */
final class WrappingKey {

    private static final String VERSION = "w1.";
    private static final String MAC = "HmacSHA256";
    private static final String CHECK = "persons of this store";

    private final KeyFile file;
    private final SecretKey wrapping;
    private final SecretKey finding;

    /** A key again, and whose it is. */
    record Unwrapped(PersonKey key, String who) {}

    private WrappingKey(KeyFile file, byte[] key) {
        this.file = file;
        this.wrapping = new SecretKeySpec(mac(new SecretKeySpec(key, MAC), "persons wrap"), "AES");
        this.finding = new SecretKeySpec(mac(new SecretKeySpec(key, MAC), "persons find"), MAC);
    }

    /**
     * @throws KeyFileException if the file cannot be used
     */
    static WrappingKey in(KeyFile file) {
        return new WrappingKey(file, file.read());
    }

    /** Finds somebody, and tells nobody without the file who it is. */
    String traceOf(String who) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac(finding, who));
    }

    /** The key with whose it is, as it is kept beside the events. */
    String wrap(PersonKey key, String who) {
        byte[] name = who.getBytes(StandardCharsets.UTF_8);
        byte[] plain =
                ByteBuffer.allocate(KeyFile.BYTES + name.length)
                        .put(key.key().getEncoded())
                        .put(name)
                        .array();
        return kept(plain, "person key\n" + key.number());
    }

    /**
     * @throws GeneralSecurityException if another key wrapped it, or it was altered
     */
    Unwrapped unwrap(String number, String kept) throws GeneralSecurityException {
        byte[] plain = opened(kept, "person key\n" + number);
        byte[] key = Arrays.copyOf(plain, KeyFile.BYTES);
        String who =
                new String(
                        plain, KeyFile.BYTES, plain.length - KeyFile.BYTES, StandardCharsets.UTF_8);
        return new Unwrapped(new PersonKey(number, new SecretKeySpec(key, "AES")), who);
    }

    /** What is kept beside the keys, so that another file is noticed before anything is written. */
    String check() {
        return kept(CHECK.getBytes(StandardCharsets.UTF_8), "check");
    }

    /**
     * @throws KeyFileException if that is another file's
     */
    void requireSame(String check) {
        try {
            opened(check, "check");
        } catch (GeneralSecurityException e) {
            throw new KeyFileException(
                    "what is written of persons in this store was sealed with another key than that in "
                            + file.path(),
                    e);
        }
    }

    private String kept(byte[] plain, String of) {
        return VERSION
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(SealedBytes.seal(wrapping, plain, of));
    }

    private byte[] opened(String kept, String of) throws GeneralSecurityException {
        if (!kept.startsWith(VERSION)) {
            throw new GeneralSecurityException("not of this version");
        }
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(kept.substring(VERSION.length()));
            return SealedBytes.open(wrapping, sealed, of);
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("not in Base64url", e);
        }
    }

    private static byte[] mac(SecretKey key, String text) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(MAC + " is in every JDK", e);
        }
    }
}
