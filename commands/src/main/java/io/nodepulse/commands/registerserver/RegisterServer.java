package io.nodepulse.commands.registerserver;

import io.nodepulse.commands.refusal.CommandRefusal;
import io.nodepulse.commands.server.ServerCommand;
import io.nodepulse.commands.server.ServerLife;
import io.nodepulse.commands.server.ServerLife.Standing;
import io.nodepulse.commands.server.TokenHash;
import io.nodepulse.events.ServerEvent;
import io.nodepulse.events.ServerRegistered;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Add a server to the fleet.
 *
 * @param serverId its identity from now on
 * @param name what people will call it
 * @param agentTokenHash hash of the token that its agent will show
 * @param at the moment, in whole milliseconds
 */
public record RegisterServer(UUID serverId, String name, TokenHash agentTokenHash, Instant at)
        implements ServerCommand {

    /** Registers a server once; the id of one that was removed is not used again. */
    public static List<ServerEvent> decide(RegisterServer command, ServerLife state) {
        if (state.standing() != Standing.NOT_YET) {
            throw CommandRefusal.ALREADY_REGISTERED.because(
                    "server " + command.serverId() + " is, or was, registered already");
        }
        return List.of(
                new ServerRegistered(
                        command.serverId(),
                        command.name(),
                        command.agentTokenHash().hex(),
                        command.at()));
    }
}
