package io.nodepulse.launcher.up;

import io.nodepulse.access.token.AdminToken;
import io.nodepulse.launcher.BadInputException;
import io.nodepulse.launcher.SecretFile;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;

/** What admin calls must carry: the environment's, or one made at the first start and kept. */
final class StoredAdminToken {

    static final String VARIABLE = "NODEPULSE_ADMIN_TOKEN";

    private static final int BYTES = 32;

    private StoredAdminToken() {}

    static String of(Map<String, String> environment, SecretFile kept) throws IOException {
        String given = environment.getOrDefault(VARIABLE, "");
        if (!given.isEmpty()) {
            requireStrong(given);
            return given;
        }
        var earlier = kept.read();
        if (earlier.isPresent()) {
            return earlier.get();
        }
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String made = HexFormat.of().formatHex(random);
        kept.write(made);
        return made;
    }

    private static void requireStrong(String given) {
        try {
            AdminToken.requireStrong(given);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(VARIABLE + ": " + e.getMessage());
        }
    }
}
