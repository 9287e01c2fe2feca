package io.nodepulse.commands.server;

import io.nodepulse.access.account.Secrets;

/** Makes agent tokens: {@code npa_} and a secret of 256 random bits. Thread-safe. */
public final class AgentTokens {

    /** A token that nobody has had before. */
    public AgentToken generate() {
        return new AgentToken(AgentToken.PREFIX + Secrets.next());
    }
}
