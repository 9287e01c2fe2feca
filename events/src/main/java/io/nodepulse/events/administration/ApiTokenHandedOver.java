package io.nodepulse.events.administration;

import io.nodepulse.events.Require;

import java.time.Instant;
import java.util.UUID;

/**
 * An API token counts as issued by somebody else from now on: it ends with them, and no longer with
 * who issued it.
 *
 * @param id the token
 * @param issuer to whom, as {@link Actor#name}: a person, or the administrator's token
 * @param at when
 */
public record ApiTokenHandedOver(UUID id, String issuer, Instant at) implements AccountEvent {

    private static final int MAX_ISSUER_LENGTH =
            Actor.PERSON.length() + PersonAdded.MAX_NAME_LENGTH;

    public ApiTokenHandedOver {
        Require.wholeMillis(at);
        Require.name("issuer", issuer, MAX_ISSUER_LENGTH);
    }
}
