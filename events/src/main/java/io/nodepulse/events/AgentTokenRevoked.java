package io.nodepulse.events;

import java.time.Instant;
import java.util.UUID;

/**
 * No token of a server's agent is valid any more, until it gets a new one.
 *
 * @param serverId the server whose agent it is
 * @param revokedAt when
 */
public record AgentTokenRevoked(UUID serverId, Instant revokedAt) implements ServerEvent {

    public AgentTokenRevoked {
        Require.wholeMillis(revokedAt);
    }

    @Override
    public Instant at() {
        return revokedAt;
    }
}
