package io.nodepulse.events.person;

import io.nodepulse.events.administration.PersonErased;

import java.util.Base64;
import java.util.Optional;

/**
 * A text as it is stored: {@code p1.<number>.<base64url of nonce and AES-256-GCM>}, drawn in {@code
 * docs/formats/sealed-person.md}.
 *
 * @param number of the person
 * @param bytes as {@link io.nodepulse.events.secret.SealedBytes} made them
 */
@SuppressWarnings("ArrayRecordComponent") // passed on as it is, compared nowhere
record SealedText(String number, byte[] bytes) {

    private static final String VERSION = "p1.";
    private static final int BYTES_AT = VERSION.length() + PersonErased.NUMBER_LENGTH + 1;

    /** What such a text says; empty if it is none. */
    static Optional<SealedText> of(String text) {
        if (!text.startsWith(VERSION) || text.length() < BYTES_AT) {
            return Optional.empty();
        }
        String number = text.substring(VERSION.length(), BYTES_AT - 1);
        if (!PersonErased.isNumber(number) || text.charAt(BYTES_AT - 1) != '.') {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text.substring(BYTES_AT));
            return Optional.of(new SealedText(number, bytes));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return VERSION
                + number
                + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
