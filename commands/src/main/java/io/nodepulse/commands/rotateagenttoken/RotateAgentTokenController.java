package io.nodepulse.commands.rotateagenttoken;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.nodepulse.access.caller.Caller;
import io.nodepulse.commands.server.AgentToken;
import io.nodepulse.commands.server.AgentTokens;
import io.nodepulse.commands.server.ServerCalls;
import io.nodepulse.edge.Kind;
import io.nodepulse.edge.Parameters;
import io.nodepulse.edge.Takes;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * {@code POST /api/servers/{id}/agent-token}: an administrator replaces an agent's token.
 *
 * @param defaultOverlap how long the token before stays valid where the call does not say
 */
@RestController
public record RotateAgentTokenController(
        ServerCalls calls, AgentTokens tokens, Duration defaultOverlap) {

    private static final String OVERLAP = "overlap_seconds";
    private static final int LONGEST_OVERLAP_SECONDS = 86_400;

    /** The answer: the only place where the new token is ever shown. */
    record Rotated(
            @JsonProperty("id") UUID id,
            @JsonProperty("agent_token") String agentToken,
            @JsonProperty("previous_valid_until") Instant previousValidUntil) {}

    @PostMapping("/api/servers/{id}/agent-token")
    @Takes(OVERLAP)
    ResponseEntity<Rotated> rotate(
            @PathVariable("id") String id, Parameters parameters, Caller caller) {
        UUID serverId = Parameters.read("id", id, Kind.UUID);
        Duration overlap =
                parameters
                        .optional(OVERLAP, Kind.wholeNumber(0, LONGEST_OVERLAP_SECONDS))
                        .map(Duration::ofSeconds)
                        .orElse(defaultOverlap);
        AgentToken token = tokens.generate();
        Instant now = calls.now();
        calls.send(new RotateAgentToken(serverId, token.hash(), now, now.plus(overlap)), caller);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Rotated(serverId, token.secret(), now.plus(overlap)));
    }
}
