package io.nodepulse.events.person;

import io.nodepulse.events.secret.SealedBytes;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

import javax.crypto.SecretKey;

/**
 * The key under which all that is written of one person is sealed.
 *
 * @param number by which events name it, as {@link
 *     io.nodepulse.events.administration.PersonErased#isNumber} has it
 * @param key of AES-256
 */
public record PersonKey(String number, SecretKey key) {

    /**
     * @param place which field of which event it is
     */
    SealedText seal(String plain, String place) {
        byte[] bytes = plain.getBytes(StandardCharsets.UTF_8);
        return new SealedText(number, SealedBytes.seal(key, bytes, of(place)));
    }

    /**
     * @throws GeneralSecurityException if it was altered, or stood in another place
     */
    String open(SealedText sealed, String place) throws GeneralSecurityException {
        return new String(SealedBytes.open(key, sealed.bytes(), of(place)), StandardCharsets.UTF_8);
    }

    private String of(String place) {
        return "person\n" + number + "\n" + place;
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "PersonKey[" + number + "]";
    }
}
