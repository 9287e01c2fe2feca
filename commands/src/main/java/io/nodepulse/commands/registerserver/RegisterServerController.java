package io.nodepulse.commands.registerserver;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.nodepulse.commands.server.AgentToken;
import io.nodepulse.commands.server.AgentTokens;
import io.nodepulse.commands.server.ServerCommands;
import io.nodepulse.commands.server.StoreAnswers;
import io.nodepulse.commands.web.AdminAccess;
import io.nodepulse.events.ProcessSampled;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import java.net.URI;
import java.time.InstantSource;
import java.util.UUID;

/** {@code POST /api/servers}: an administrator adds a server. */
@RestController
public final class RegisterServerController {

    private final AdminAccess admin;
    private final ServerCommands commands;
    private final StoreAnswers answers;
    private final AgentTokens tokens;
    private final InstantSource clock;

    public RegisterServerController(
            AdminAccess admin,
            ServerCommands commands,
            StoreAnswers answers,
            AgentTokens tokens,
            InstantSource clock) {
        this.admin = admin;
        this.commands = commands;
        this.answers = answers;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** The answer: the only place where the token is ever shown. */
    record Registered(
            @JsonProperty("id") UUID id,
            @JsonProperty("name") String name,
            @JsonProperty("agent_token") String agentToken) {}

    @PostMapping("/api/servers")
    ResponseEntity<Registered> register(HttpServletRequest request) {
        admin.require(request);
        String name = RegisterServerRequest.read(request).name();
        UUID id = UUID.randomUUID();
        AgentToken token = tokens.generate();
        answers.await(
                commands.send(
                        new RegisterServer(
                                id,
                                name,
                                token.hash(),
                                ProcessSampled.toResolution(clock.instant()))));
        return ResponseEntity.created(URI.create("/api/servers/" + id))
                .cacheControl(CacheControl.noStore())
                .body(new Registered(id, name, token.secret()));
    }
}
