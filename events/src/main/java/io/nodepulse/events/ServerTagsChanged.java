package io.nodepulse.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A server is sorted otherwise.
 *
 * @param serverId the server, which keeps its identity
 * @param tags all that it has from now on, as {@link ServerTags} has them
 * @param changedAt when
 */
public record ServerTagsChanged(UUID serverId, List<String> tags, Instant changedAt)
        implements ServerEvent {

    public ServerTagsChanged {
        Require.wholeMillis(changedAt);
        tags = ServerTags.of("tags", tags);
    }

    @Override
    public Instant at() {
        return changedAt;
    }
}
