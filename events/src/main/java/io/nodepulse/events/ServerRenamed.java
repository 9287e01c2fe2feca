package io.nodepulse.events;

import java.time.Instant;
import java.util.UUID;

/**
 * A server is called something else.
 *
 * @param serverId the server, which keeps its identity
 * @param name what people call it from now on, 1 to {@value ServerRegistered#MAX_NAME_LENGTH}
 *     characters
 * @param previousName what it was called until then
 * @param renamedAt when
 */
public record ServerRenamed(UUID serverId, String name, String previousName, Instant renamedAt)
        implements ServerEvent {

    public ServerRenamed {
        Require.wholeMillis(renamedAt);
        Require.name("name", name, ServerRegistered.MAX_NAME_LENGTH);
    }

    @Override
    public Instant at() {
        return renamedAt;
    }
}
