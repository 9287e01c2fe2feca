package io.nodepulse.commands.revokeagenttoken;

import io.nodepulse.commands.server.ServerCommand;
import io.nodepulse.commands.server.ServerLife;
import io.nodepulse.events.AgentTokenRevoked;
import io.nodepulse.events.ServerEvent;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Take no token of a server's agent any more.
 *
 * @param serverId the server whose agent it is
 * @param at the moment, in whole milliseconds
 */
public record RevokeAgentToken(UUID serverId, Instant at) implements ServerCommand {

    /** Shuts the agent of a registered server out; once is enough. */
    public static List<ServerEvent> decide(RevokeAgentToken command, ServerLife state) {
        state.requireRegistered(command.serverId());
        return state.token() == null
                ? List.of()
                : List.of(new AgentTokenRevoked(command.serverId(), command.at()));
    }
}
