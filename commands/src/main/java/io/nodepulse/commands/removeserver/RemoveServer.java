package io.nodepulse.commands.removeserver;

import io.nodepulse.commands.server.ServerCommand;
import io.nodepulse.commands.server.ServerLife;
import io.nodepulse.events.ServerEvent;
import io.nodepulse.events.ServerRemoved;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Take a server out of the fleet, with its history.
 *
 * @param serverId the server
 * @param at the moment, in whole milliseconds
 */
public record RemoveServer(UUID serverId, Instant at) implements ServerCommand {

    /** Removes a registered server, for good. */
    public static List<ServerEvent> decide(RemoveServer command, ServerLife state) {
        String name = state.requireName(command.serverId());
        return List.of(new ServerRemoved(command.serverId(), name, state.notBefore(command.at())));
    }
}
