package io.nodepulse.commands.changeserver;

import io.nodepulse.commands.server.ServerCommand;
import io.nodepulse.commands.server.ServerLife;
import io.nodepulse.events.ServerEvent;
import io.nodepulse.events.ServerRenamed;
import io.nodepulse.events.ServerTagsChanged;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Call a server something else, sort it otherwise, or both.
 *
 * @param serverId the server
 * @param name what people will call it; null if that stays
 * @param tags all that it will have, each once and in order; null if they stay
 * @param at the moment, in whole milliseconds
 */
public record ChangeServer(
        UUID serverId, @Nullable String name, @Nullable List<String> tags, Instant at)
        implements ServerCommand {

    /** Changes a registered server; what is so already is none of its events. */
    public static List<ServerEvent> decide(ChangeServer command, ServerLife state) {
        UUID server = command.serverId();
        String previous = state.requireName(server);
        Instant at = state.notBefore(command.at());
        List<ServerEvent> events = new ArrayList<>();
        if (command.name() != null && !command.name().equals(previous)) {
            events.add(new ServerRenamed(server, command.name(), previous, at));
        }
        if (command.tags() != null && !command.tags().equals(state.tags())) {
            events.add(new ServerTagsChanged(server, command.tags(), at));
        }
        return events;
    }
}
