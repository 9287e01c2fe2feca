package io.nodepulse.events.administration;

import io.nodepulse.events.Require;

import java.time.Instant;
import java.util.UUID;

/**
 * An API token is refused from now on.
 *
 * @param id the token
 * @param at when
 */
public record ApiTokenRevoked(UUID id, Instant at) implements AccountEvent {

    public ApiTokenRevoked {
        Require.wholeMillis(at);
    }
}
