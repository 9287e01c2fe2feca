package io.nodepulse.commands.rotateagenttoken;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.nodepulse.commands.server.AgentToken;
import io.nodepulse.commands.server.AgentTokens;
import io.nodepulse.commands.server.ServerCommands;
import io.nodepulse.commands.server.StoreAnswers;
import io.nodepulse.commands.web.AdminAccess;
import io.nodepulse.commands.web.ServerIds;
import io.nodepulse.events.ProcessSampled;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import java.time.InstantSource;
import java.util.UUID;

/** {@code POST /api/servers/{id}/agent-token}: an administrator replaces an agent's token. */
@RestController
public final class RotateAgentTokenController {

    private final AdminAccess admin;
    private final ServerCommands commands;
    private final StoreAnswers answers;
    private final AgentTokens tokens;
    private final InstantSource clock;

    public RotateAgentTokenController(
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

    /** The answer: the only place where the new token is ever shown. */
    record Rotated(@JsonProperty("id") UUID id, @JsonProperty("agent_token") String agentToken) {}

    @PostMapping("/api/servers/{id}/agent-token")
    ResponseEntity<Rotated> rotate(@PathVariable("id") String id, HttpServletRequest request) {
        admin.require(request);
        UUID serverId = ServerIds.ofPath(id);
        AgentToken token = tokens.generate();
        answers.await(
                commands.send(
                        new RotateAgentToken(
                                serverId,
                                token.hash(),
                                ProcessSampled.toResolution(clock.instant()))));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Rotated(serverId, token.secret()));
    }
}
