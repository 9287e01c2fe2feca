package io.nodepulse.events;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * What was sampled on a server until then is erased: every sample that stands before this event in
 * the shard. What is sampled afterwards is kept.
 *
 * @param serverId the server, which may have left before
 * @param name what it was called then; null where it had left
 * @param erasedAt when
 */
public record HistoryErased(UUID serverId, @Nullable String name, Instant erasedAt)
        implements ServerEvent {

    public HistoryErased {
        Require.wholeMillis(erasedAt);
    }

    @Override
    public Instant at() {
        return erasedAt;
    }
}
