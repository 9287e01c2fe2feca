package io.nodepulse.commands.renameserver;

import io.nodepulse.access.caller.AdminCalls;
import io.nodepulse.access.caller.Caller;
import io.nodepulse.commands.server.NewName;
import io.nodepulse.commands.server.ServerCommand;
import io.nodepulse.commands.server.ServerNames;
import io.nodepulse.edge.JsonBody;
import io.nodepulse.edge.Kind;
import io.nodepulse.edge.Parameters;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import java.util.UUID;

/** {@code PATCH /api/servers/{id}}: an administrator gives a server another name. */
@RestController
public record RenameServerController(AdminCalls<ServerCommand> calls, ServerNames names) {

    /** What a server is called now. */
    record Renamed(UUID id, String name) {}

    @PatchMapping("/api/servers/{id}")
    Renamed rename(@PathVariable("id") String id, HttpServletRequest request, Caller caller) {
        UUID serverId = Parameters.read("id", id, Kind.UUID);
        NewName name = NewName.in(JsonBody.of(request));
        names.give(
                serverId,
                name,
                () -> calls.send(new RenameServer(serverId, name.text(), calls.now()), caller));
        return new Renamed(serverId, name.text());
    }
}
