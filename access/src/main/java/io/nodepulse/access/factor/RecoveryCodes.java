package io.nodepulse.access.factor;

import io.nodepulse.access.account.Sha256;

import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Codes for whoever has lost what shows the others: 80 random bits each, good for once. Only their
 * hashes are kept, so they are shown when they are made and never again.
 */
public final class RecoveryCodes {

    private static final int COUNT = 10;
    private static final int BYTES = 10;
    private static final int GROUP = 4;

    private RecoveryCodes() {}

    /** New ones, as they are written down: {@code abcd-efgh-ijkl-mnop}. */
    public static List<String> make() {
        SecureRandom random = new SecureRandom();
        return Stream.generate(() -> made(random)).limit(COUNT).toList();
    }

    private static String made(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String letters = Base32.encode(bytes).toLowerCase(Locale.ROOT);
        return letters.replaceAll("(.{" + GROUP + "})(?=.)", "$1-");
    }

    /** What is kept of a code, however it was typed in. */
    public static String hash(String person, String code) {
        return Sha256.hex(person + "\n" + TypedCode.plain(code));
    }
}
