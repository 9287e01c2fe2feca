package io.nodepulse.events;

import java.time.Instant;
import java.util.UUID;

/**
 * A server left the fleet, for good: its identity is not given out again, and none of its samples
 * is taken any more. Those that were taken are events, and stay until retention.
 *
 * @param serverId the server that was
 * @param name what it was called last
 * @param removedAt when
 */
public record ServerRemoved(UUID serverId, String name, Instant removedAt) implements ServerEvent {

    public ServerRemoved {
        Require.wholeMillis(removedAt);
    }

    @Override
    public Instant at() {
        return removedAt;
    }
}
