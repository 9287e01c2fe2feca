package io.nodepulse.commands.removeserver;

import io.nodepulse.access.caller.Caller;
import io.nodepulse.commands.server.ServerCalls;
import io.nodepulse.edge.Kind;
import io.nodepulse.edge.Parameters;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.util.UUID;

/** {@code DELETE /api/servers/{id}}: an administrator removes a server, with its history. */
@RestController
public record RemoveServerController(ServerCalls calls) {

    @DeleteMapping("/api/servers/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable("id") String id, Caller caller) {
        UUID serverId = Parameters.read("id", id, Kind.UUID);
        calls.send(new RemoveServer(serverId, calls.now()), caller);
    }
}
