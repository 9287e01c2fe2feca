package io.nodepulse.events.administration;

import io.nodepulse.events.Require;
import io.nodepulse.events.ServerTags;

import java.time.Instant;
import java.util.List;

/**
 * A person may see and act on other servers from now on.
 *
 * @param name the person
 * @param serverTags those of the servers, of which each has at least one, as {@link ServerTags} has
 *     them; none for all servers
 * @param at when
 */
public record PersonScopeChanged(String name, List<String> serverTags, Instant at)
        implements AccountEvent {

    public PersonScopeChanged {
        Require.wholeMillis(at);
        Require.name("name", name, PersonAdded.MAX_NAME_LENGTH);
        serverTags = ServerTags.of("server_tags", serverTags);
    }
}
