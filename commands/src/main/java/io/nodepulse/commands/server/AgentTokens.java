package io.nodepulse.commands.server;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes agent tokens: {@code npa_} and 256 random bits in URL-safe Base64. Thread-safe. */
public final class AgentTokens {

    private static final int RANDOM_BYTES = 32;

    private final SecureRandom random = new SecureRandom();

    /** A token that nobody has had before. */
    public AgentToken generate() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return new AgentToken(
                AgentToken.PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
}
