package io.nodepulse.access.account;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes secrets of 256 random bits, in URL-safe Base64. Thread-safe. */
public final class Secrets {

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /** A secret that nobody has had before. */
    public static String next() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
