package io.nodepulse.events.administration;

import io.nodepulse.events.InvalidFieldException;
import io.nodepulse.events.Require;

import java.time.Instant;
import java.util.List;

/**
 * From now on a person shows a code beside the password: of the secret, which changes every 30 s
 * (RFC 6238), or one of those for emergencies. Sessions that began before are over.
 *
 * @param name the person
 * @param encryptedSecret the secret, encrypted by a key that is in neither store
 * @param recoveryHashes SHA-256 of the name and each code for emergencies, each good for once
 * @param at when
 */
public record SecondFactorEnrolled(
        String name, String encryptedSecret, List<String> recoveryHashes, Instant at)
        implements AccountEvent {

    private static final int MAX_SECRET_LENGTH = 512;
    private static final int MAX_CODES = 20;

    public SecondFactorEnrolled {
        Require.wholeMillis(at);
        Require.name("name", name, PersonAdded.MAX_NAME_LENGTH);
        Require.name("encrypted_secret", encryptedSecret, MAX_SECRET_LENGTH);
        recoveryHashes = List.copyOf(recoveryHashes);
        if (recoveryHashes.size() > MAX_CODES) {
            throw new InvalidFieldException(
                    "recovery_hashes", "must be at most " + MAX_CODES + " codes");
        }
        recoveryHashes.forEach(hash -> Require.sha256("recovery_hashes", hash));
    }

    @Override
    public String toString() {
        return "SecondFactorEnrolled[" + name + ", " + at + "]";
    }
}
