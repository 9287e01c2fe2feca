package io.nodepulse.access.account;

import java.util.List;

/**
 * What a person has to show beside the password.
 *
 * @param encryptedSecret of the codes; only the key outside of the stores opens it
 * @param recoveryHashes of the codes for emergencies that are left
 */
public record SecondFactor(String encryptedSecret, List<String> recoveryHashes) {

    SecondFactor without(String recoveryHash) {
        return new SecondFactor(
                encryptedSecret,
                recoveryHashes.stream().filter(hash -> !hash.equals(recoveryHash)).toList());
    }
}
