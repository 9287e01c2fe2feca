package io.nodepulse.commands.server;

import io.nodepulse.events.AgentTokenRotated;
import io.nodepulse.events.ServerEvent;
import io.nodepulse.events.ServerRegistered;

import org.jspecify.annotations.Nullable;

/**
 * What a server's events tell, reduced to what a decision asks.
 *
 * @param agentTokenHash hash of the token that its agent must show; null for a server that was
 *     never registered
 */
public record ServerState(@Nullable TokenHash agentTokenHash) {

    /** Before the first event. */
    public static final ServerState UNREGISTERED = new ServerState(null);

    /** The state after that event. */
    public ServerState evolve(ServerEvent event) {
        return switch (event) {
            case ServerRegistered registered ->
                    new ServerState(new TokenHash(registered.agentTokenHash()));
            case AgentTokenRotated rotated ->
                    new ServerState(new TokenHash(rotated.agentTokenHash()));
        };
    }

    public boolean registered() {
        return agentTokenHash != null;
    }

    /** Whether a token of that hash is the agent's. */
    public boolean accepts(TokenHash presented) {
        return agentTokenHash != null && agentTokenHash.matches(presented);
    }
}
