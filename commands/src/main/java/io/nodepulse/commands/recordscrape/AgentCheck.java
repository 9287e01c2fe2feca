package io.nodepulse.commands.recordscrape;

import io.nodepulse.commands.refusal.Refusal;
import io.nodepulse.commands.refusal.RefusedException;
import io.nodepulse.commands.server.ServerState;
import io.nodepulse.commands.server.TokenHash;

import java.util.UUID;

/** Who may push for a server: its own agent, and nobody else. */
final class AgentCheck {

    private AgentCheck() {}

    /** Throws unless the token is the one of that server's agent. */
    static void require(UUID serverId, TokenHash presented, ServerState state) {
        if (!state.registered()) {
            throw new RefusedException(
                    Refusal.UNREGISTERED_SERVER, "server " + serverId + " is not registered");
        }
        if (!state.accepts(presented)) {
            throw new RefusedException(
                    Refusal.BAD_AGENT_TOKEN, "the token is not the one of server " + serverId);
        }
    }
}
