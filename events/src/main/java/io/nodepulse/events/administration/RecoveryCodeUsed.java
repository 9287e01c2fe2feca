package io.nodepulse.events.administration;

import io.nodepulse.events.Require;

import java.time.Instant;

/**
 * A person got in by a code for emergencies, which is good for nothing any more.
 *
 * @param name the person
 * @param recoveryHash which one, as {@link SecondFactorEnrolled#recoveryHashes} has it
 * @param at when
 */
public record RecoveryCodeUsed(String name, String recoveryHash, Instant at)
        implements AccountEvent {

    public RecoveryCodeUsed {
        Require.wholeMillis(at);
        Require.name("name", name, PersonAdded.MAX_NAME_LENGTH);
        Require.sha256("recovery_hash", recoveryHash);
    }
}
