package io.nodepulse.launcher.up;

import io.nodepulse.embedded.SecretFile;

import java.io.IOException;
import java.util.Map;

/** What admin calls must carry: the environment's, or one made at the first start and kept. */
final class StoredAdminToken {

    static final String VARIABLE = "NODEPULSE_ADMIN_TOKEN";

    private StoredAdminToken() {}

    static String of(Map<String, String> environment, SecretFile kept) throws IOException {
        String given = environment.getOrDefault(VARIABLE, "");
        if (!given.isEmpty()) {
            return given;
        }
        return kept.readOrMake();
    }
}
