package io.nodepulse.events;

import java.time.Instant;
import java.util.UUID;

/**
 * A server's agent got a new token; the one before is no longer valid.
 *
 * @param serverId the server whose agent it is
 * @param agentTokenHash SHA-256 of the new token, in lower-case hex
 * @param rotatedAt when
 */
public record AgentTokenRotated(UUID serverId, String agentTokenHash, Instant rotatedAt)
        implements ServerEvent {

    public AgentTokenRotated {
        Require.wholeMillis(rotatedAt);
        Require.sha256("agent_token_hash", agentTokenHash);
    }
}
