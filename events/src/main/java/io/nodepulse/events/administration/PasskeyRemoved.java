package io.nodepulse.events.administration;

import io.nodepulse.events.Require;

import java.time.Instant;

/**
 * That passkey lets nobody in any more. Who did it is in the metadata: the person, or an
 * administrator. Sessions that began before are over.
 *
 * @param name the person
 * @param credentialId which one, as {@link PasskeyEnrolled#credentialId} has it
 * @param label what the person called it
 * @param at when
 */
public record PasskeyRemoved(String name, String credentialId, String label, Instant at)
        implements AccountEvent {

    public PasskeyRemoved {
        Require.wholeMillis(at);
        Require.name("name", name, PersonAdded.MAX_NAME_LENGTH);
        Require.name("credential_id", credentialId, PasskeyEnrolled.MAX_ID_LENGTH);
        Require.name("label", label, PasskeyEnrolled.MAX_LABEL_LENGTH);
    }
}
