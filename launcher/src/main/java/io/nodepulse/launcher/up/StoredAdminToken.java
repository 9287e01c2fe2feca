package io.nodepulse.launcher.up;

import io.nodepulse.access.token.AdminToken;
import io.nodepulse.embedded.SecretFile;
import io.nodepulse.launcher.BadInputException;

import java.io.IOException;
import java.util.Map;

/** What admin calls must carry: the environment's, or one made at the first start and kept. */
final class StoredAdminToken {

    static final String VARIABLE = "NODEPULSE_ADMIN_TOKEN";

    private StoredAdminToken() {}

    static String of(Map<String, String> environment, SecretFile kept) throws IOException {
        String given = environment.getOrDefault(VARIABLE, "");
        if (!given.isEmpty()) {
            requireStrong(given);
            return given;
        }
        return kept.readOrMake();
    }

    private static void requireStrong(String given) {
        try {
            AdminToken.requireStrong(given);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(VARIABLE + ": " + e.getMessage());
        }
    }
}
