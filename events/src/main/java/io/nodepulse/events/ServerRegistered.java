package io.nodepulse.events;

import java.time.Instant;
import java.util.UUID;

/**
 * A server joined the fleet.
 *
 * @param serverId its identity from now on
 * @param name what people call it, 1 to {@value #MAX_NAME_LENGTH} characters
 * @param agentTokenHash SHA-256 of the agent's token, in lower-case hex; the token itself is never
 *     stored
 * @param registeredAt when
 */
public record ServerRegistered(
        UUID serverId, String name, String agentTokenHash, Instant registeredAt)
        implements ServerEvent {

    /** Longest accepted server name, in UTF-16 characters. */
    public static final int MAX_NAME_LENGTH = 253;

    public ServerRegistered {
        Require.wholeMillis(registeredAt);
        Require.name("name", name, MAX_NAME_LENGTH);
        Require.sha256("agent_token_hash", agentTokenHash);
    }

    @Override
    public Instant at() {
        return registeredAt;
    }
}
