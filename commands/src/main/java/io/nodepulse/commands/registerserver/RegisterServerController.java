package io.nodepulse.commands.registerserver;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.nodepulse.access.caller.AdminCalls;
import io.nodepulse.access.caller.Caller;
import io.nodepulse.commands.server.AgentToken;
import io.nodepulse.commands.server.AgentTokens;
import io.nodepulse.commands.server.ServerCommand;
import io.nodepulse.edge.JsonBody;
import io.nodepulse.edge.Kind;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import java.net.URI;
import java.util.UUID;

/** {@code POST /api/servers}: an administrator adds a server. */
@RestController
public record RegisterServerController(AdminCalls<ServerCommand> calls, AgentTokens tokens) {

    /** The answer: the only place where the token is ever shown. */
    record Registered(
            @JsonProperty("id") UUID id,
            @JsonProperty("name") String name,
            @JsonProperty("agent_token") String agentToken) {}

    @PostMapping("/api/servers")
    ResponseEntity<Registered> register(HttpServletRequest request, Caller caller) {
        String name = JsonBody.of(request).required("name", Kind.TEXT);
        UUID id = UUID.randomUUID();
        AgentToken token = tokens.generate();
        calls.send(new RegisterServer(id, name, token.hash(), calls.now()), caller);
        return ResponseEntity.created(URI.create("/api/servers/" + id))
                .cacheControl(CacheControl.noStore())
                .body(new Registered(id, name, token.secret()));
    }
}
