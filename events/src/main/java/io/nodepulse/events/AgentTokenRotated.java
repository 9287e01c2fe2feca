package io.nodepulse.events;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * A server's agent got a new token. The one before may stay valid for a while, so that the agent
 * can change over without a gap.
 *
 * @param serverId the server whose agent it is
 * @param agentTokenHash SHA-256 of the new token, in lower-case hex
 * @param rotatedAt when
 * @param previousValidUntil the moment from which on the token before is refused, not before {@code
 *     rotatedAt}; null if it is refused at once
 */
public record AgentTokenRotated(
        UUID serverId,
        String agentTokenHash,
        Instant rotatedAt,
        @Nullable Instant previousValidUntil)
        implements ServerEvent {

    public AgentTokenRotated {
        Require.wholeMillis(rotatedAt);
        Require.sha256("agent_token_hash", agentTokenHash);
        if (previousValidUntil != null && previousValidUntil.isBefore(rotatedAt)) {
            throw new InvalidFieldException(
                    "previous_valid_until", "must not be before the rotation");
        }
    }

    @Override
    public Instant at() {
        return rotatedAt;
    }
}
