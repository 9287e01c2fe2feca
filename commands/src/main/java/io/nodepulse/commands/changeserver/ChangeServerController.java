package io.nodepulse.commands.changeserver;

import io.nodepulse.access.caller.Caller;
import io.nodepulse.commands.server.NewName;
import io.nodepulse.commands.server.ServerCalls;
import io.nodepulse.commands.server.ServerLife;
import io.nodepulse.commands.server.ServerNames;
import io.nodepulse.commands.server.Servers;
import io.nodepulse.edge.JsonBody;
import io.nodepulse.edge.Kind;
import io.nodepulse.edge.Parameters;
import io.nodepulse.edge.Refused;
import io.nodepulse.events.ServerTags;
import io.nodepulse.events.decide.StoreAnswers;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** {@code PATCH /api/servers/{id}}: an administrator gives a server another name, or other tags. */
@RestController
public record ChangeServerController(
        ServerCalls calls, ServerNames names, Servers servers, StoreAnswers answers) {

    private static final String TAGS = "tags";

    /** What a server is called now, and what it is sorted by. */
    record Changed(UUID id, String name, List<String> tags) {}

    @PatchMapping("/api/servers/{id}")
    Changed change(@PathVariable("id") String id, HttpServletRequest request, Caller caller) {
        UUID serverId = Parameters.read("id", id, Kind.UUID);
        JsonBody body = JsonBody.of(request);
        Optional<NewName> name = NewName.ifIn(body);
        Optional<List<String>> tags = body.texts(TAGS).map(given -> ServerTags.of(TAGS, given));
        if (name.isEmpty() && tags.isEmpty()) {
            throw Refused.field("body", "must have name or tags", "name, tags");
        }
        ChangeServer command =
                new ChangeServer(
                        serverId,
                        name.map(NewName::text).orElse(null),
                        tags.orElse(null),
                        calls.now());
        name.ifPresentOrElse(
                given -> names.give(serverId, given, () -> calls.send(command, caller)),
                () -> calls.send(command, caller));
        ServerLife now = answers.await(servers.load(serverId)).state();
        return new Changed(serverId, now.requireName(serverId), now.tags());
    }
}
