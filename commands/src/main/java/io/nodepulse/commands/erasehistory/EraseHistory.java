package io.nodepulse.commands.erasehistory;

import io.nodepulse.commands.server.ServerCommand;
import io.nodepulse.commands.server.ServerLife;
import io.nodepulse.events.HistoryErased;
import io.nodepulse.events.ServerEvent;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Erase what was sampled on a server until now.
 *
 * @param serverId the server, which may have left
 * @param at the moment, in whole milliseconds
 */
public record EraseHistory(UUID serverId, Instant at) implements ServerCommand {

    /** Erases the history of a server that is, or was, registered. */
    public static List<ServerEvent> decide(EraseHistory command, ServerLife state) {
        state.requireKnown(command.serverId());
        return List.of(
                new HistoryErased(command.serverId(), state.name(), state.notBefore(command.at())));
    }
}
