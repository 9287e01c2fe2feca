package io.nodepulse.launcher.top;

import io.nodepulse.events.ShownName;

import tools.jackson.databind.JsonNode;

import java.util.Optional;

/** A server that nothing comes from any more. */
final class Silence {

    private Silence() {}

    /**
     * What has to be said before its figures are shown, if it is silent.
     *
     * @param server one of those of {@code GET /api/servers}
     */
    static Optional<String> of(JsonNode server) {
        String name = ShownName.of(server.path("name").asString("?"));
        return switch (server.path("state").asString("")) {
            case "stale" ->
                    Optional.of(
                            "%s has been silent since %s: what follows is from before."
                                    .formatted(name, server.path("last_seen").asString("?")));
            case "never_seen" ->
                    Optional.of(
                            "%s has not sent anything yet: is its agent running?".formatted(name));
            default -> Optional.empty();
        };
    }
}
