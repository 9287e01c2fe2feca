package io.nodepulse.commands.registerserver;

import io.nodepulse.access.caller.Caller;
import io.nodepulse.commands.server.AgentToken;
import io.nodepulse.commands.server.AgentTokens;
import io.nodepulse.commands.server.NewName;
import io.nodepulse.commands.server.Registered;
import io.nodepulse.commands.server.ServerCalls;
import io.nodepulse.commands.server.ServerNames;
import io.nodepulse.edge.JsonBody;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import java.util.UUID;

/** {@code POST /api/servers}: an administrator adds a server. */
@RestController
public record RegisterServerController(ServerCalls calls, AgentTokens tokens, ServerNames names) {

    @PostMapping("/api/servers")
    ResponseEntity<Registered> register(HttpServletRequest request, Caller caller) {
        NewName name = NewName.in(JsonBody.of(request));
        UUID id = UUID.randomUUID();
        AgentToken token = tokens.generate();
        names.give(
                id,
                name,
                () ->
                        calls.send(
                                new RegisterServer(id, name.text(), token.hash(), calls.now()),
                                caller));
        return new Registered(id, name.text(), token.secret()).answer();
    }
}
