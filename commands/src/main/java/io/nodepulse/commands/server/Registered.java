package io.nodepulse.commands.server;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;

import java.net.URI;
import java.util.UUID;

/**
 * What is answered to whoever registered a server: the only place where its agent's token is ever
 * shown.
 *
 * @param agentToken the whole token
 */
public record Registered(
        @JsonProperty("id") UUID id,
        @JsonProperty("name") String name,
        @JsonProperty("agent_token") String agentToken) {

    /** As an answer that nobody keeps. */
    public ResponseEntity<Registered> answer() {
        return ResponseEntity.created(URI.create("/api/servers/" + id))
                .cacheControl(CacheControl.noStore())
                .body(this);
    }
}
