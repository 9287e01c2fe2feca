package io.nodepulse.launcher.top;

import io.nodepulse.events.ShownName;
import io.nodepulse.launcher.CommandFailedException;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which of the known servers is meant. */
public final class ServerChoice {

    private ServerChoice() {}

    /**
     * The one with this id or this name, or the only one.
     *
     * @param answer of {@code GET /api/servers}
     */
    public static JsonNode among(JsonNode answer, Optional<String> wanted) {
        List<JsonNode> servers = answer.path("servers").valueStream().toList();
        List<JsonNode> matching =
                servers.stream()
                        .filter(server -> wanted.isEmpty() || is(server, wanted.get()))
                        .toList();
        if (matching.size() == 1) {
            return matching.getFirst();
        }
        if (servers.isEmpty()) {
            throw new CommandFailedException("No server is registered yet");
        }
        String reason =
                wanted.isEmpty()
                        ? "There are several servers: name one of "
                        : matching.isEmpty()
                                ? "No server is called "
                                        + ShownName.of(wanted.get())
                                        + "; there are "
                                : "Several servers are called "
                                        + ShownName.of(wanted.get())
                                        + ": use an id of ";
        throw new CommandFailedException(reason + names(matching.isEmpty() ? servers : matching));
    }

    private static boolean is(JsonNode server, String wanted) {
        return wanted.equals(server.path("id").asString("")) || wanted.equals(name(server));
    }

    private static String name(JsonNode server) {
        return server.path("name").asString("");
    }

    private static String names(List<JsonNode> servers) {
        return servers.stream()
                .map(
                        server ->
                                ShownName.of(name(server))
                                        + " ("
                                        + server.path("id").asString("")
                                        + ")")
                .collect(Collectors.joining(", "));
    }
}
