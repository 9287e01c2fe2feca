package io.nodepulse.commands.erasehistory;

import io.nodepulse.access.caller.Caller;
import io.nodepulse.commands.server.ServerCalls;
import io.nodepulse.edge.Kind;
import io.nodepulse.edge.Parameters;
import io.nodepulse.events.largest.LargestStore;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.util.UUID;

/**
 * {@code DELETE /api/servers/{id}/history}: an administrator of all servers erases what was sampled
 * on one. Nothing shows it from the answer on; files are written anew afterwards. Whoever got an
 * error asks again.
 */
@RestController
public record EraseHistoryController(ServerCalls calls, LargestStore largest) {

    @DeleteMapping("/api/servers/{id}/history")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void erase(@PathVariable("id") String id, Caller caller) {
        UUID serverId = Parameters.read("id", id, Kind.UUID);
        calls.send(new EraseHistory(serverId, calls.now()), caller);
        largest.forget(serverId);
    }
}
