package io.nodepulse.commands.rotateagenttoken;

import io.nodepulse.commands.server.ServerCommand;
import io.nodepulse.commands.server.ServerLife;
import io.nodepulse.commands.server.TokenHash;
import io.nodepulse.events.AgentTokenRotated;
import io.nodepulse.events.ServerEvent;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Replace the token of a server's agent.
 *
 * @param serverId the server whose agent it is
 * @param agentTokenHash hash of the new token
 * @param at the moment, in whole milliseconds
 * @param previousValidUntil from when on the token before is refused
 */
public record RotateAgentToken(
        UUID serverId, TokenHash agentTokenHash, Instant at, Instant previousValidUntil)
        implements ServerCommand {

    /** Gives a registered server's agent the new token. */
    public static List<ServerEvent> decide(RotateAgentToken command, ServerLife state) {
        state.requireRegistered(command.serverId());
        return List.of(
                new AgentTokenRotated(
                        command.serverId(),
                        command.agentTokenHash().hex(),
                        command.at(),
                        command.previousValidUntil()));
    }
}
