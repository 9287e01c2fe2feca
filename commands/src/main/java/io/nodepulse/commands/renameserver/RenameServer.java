package io.nodepulse.commands.renameserver;

import io.nodepulse.commands.server.ServerCommand;
import io.nodepulse.commands.server.ServerLife;
import io.nodepulse.events.ServerEvent;
import io.nodepulse.events.ServerRenamed;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Call a server something else.
 *
 * @param serverId the server
 * @param name what people will call it
 * @param at the moment, in whole milliseconds
 */
public record RenameServer(UUID serverId, String name, Instant at) implements ServerCommand {

    /** Renames a registered server; the name that it has already is none of its events. */
    public static List<ServerEvent> decide(RenameServer command, ServerLife state) {
        String previous = state.requireName(command.serverId());
        return command.name().equals(previous)
                ? List.of()
                : List.of(
                        new ServerRenamed(
                                command.serverId(),
                                command.name(),
                                previous,
                                state.notBefore(command.at())));
    }
}
