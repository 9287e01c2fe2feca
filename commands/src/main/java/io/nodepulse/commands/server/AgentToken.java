package io.nodepulse.commands.server;

import io.nodepulse.access.account.MachineTokens;

/**
 * The secret by which an agent shows that it speaks for its server. It is shown once and never
 * stored or logged, so {@link #toString} hides it.
 *
 * @param secret the whole token
 */
public record AgentToken(String secret) {

    /** By which people and secret scanners know it. */
    static final String PREFIX = MachineTokens.AGENT;

    /** What is stored of it. */
    public TokenHash hash() {
        return TokenHash.of(secret);
    }

    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
