package io.nodepulse.commands.issueenrollment;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.nodepulse.access.caller.Caller;
import io.nodepulse.commands.server.EnrollmentToken;
import io.nodepulse.commands.server.ServerCalls;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * {@code POST /api/servers/enrollments}: an operator lets a machine register itself.
 *
 * @param validity how long the token can be used
 */
@RestController
public record IssueEnrollmentController(ServerCalls calls, Duration validity) {

    /** The answer: the only place where the token is ever shown. */
    record Issued(
            @JsonProperty("server_id") UUID serverId,
            @JsonProperty("token") String token,
            @JsonProperty("expires_at") Instant expiresAt) {}

    @PostMapping("/api/servers/enrollments")
    ResponseEntity<Issued> issue(Caller caller) {
        EnrollmentToken token = EnrollmentToken.generate();
        Instant now = calls.now();
        Instant expiresAt = now.plus(validity);
        calls.send(new IssueEnrollment(token.serverId(), token.hash(), now, expiresAt), caller);
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(new Issued(token.serverId(), token.secret(), expiresAt));
    }
}
