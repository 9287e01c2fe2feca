package io.nodepulse.events.administration;

import io.nodepulse.events.Require;

import java.time.Instant;

/**
 * A passkey signed rightly, but with a counter that is no greater than one it showed before: there
 * may be a copy of it. Nobody was let in.
 *
 * @param name whose it is
 * @param credentialId which one, as {@link PasskeyEnrolled#credentialId} has it
 * @param label what the person calls it
 * @param at when
 */
public record PasskeyCounterWentBack(String name, String credentialId, String label, Instant at)
        implements AdministrationEvent {

    public PasskeyCounterWentBack {
        Require.wholeMillis(at);
        Require.name("name", name, PersonAdded.MAX_NAME_LENGTH);
        Require.name("credential_id", credentialId, PasskeyEnrolled.MAX_ID_LENGTH);
        Require.name("label", label, PasskeyEnrolled.MAX_LABEL_LENGTH);
    }
}
