package io.nodepulse.events.administration;

import io.nodepulse.events.InvalidFieldException;
import io.nodepulse.events.Require;
import io.nodepulse.events.ServerTags;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An API token is good for some servers only; told with its issue, as one append.
 *
 * @param id of the token
 * @param serverTags those of the servers, of which each has at least one, as {@link ServerTags} has
 *     them
 * @param at when
 */
public record ApiTokenLimited(UUID id, List<String> serverTags, Instant at)
        implements AccountEvent {

    public ApiTokenLimited {
        Require.wholeMillis(at);
        serverTags = ServerTags.of("server_tags", serverTags);
        if (serverTags.isEmpty()) {
            throw new InvalidFieldException("server_tags", "must be one or more");
        }
    }
}
