package io.nodepulse.commands.revokeagenttoken;

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

/** {@code DELETE /api/servers/{id}/agent-token}: an administrator shuts an agent out, at once. */
@RestController
public record RevokeAgentTokenController(ServerCalls calls) {

    @DeleteMapping("/api/servers/{id}/agent-token")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable("id") String id, Caller caller) {
        UUID serverId = Parameters.read("id", id, Kind.UUID);
        calls.send(new RevokeAgentToken(serverId, calls.now()), caller);
    }
}
