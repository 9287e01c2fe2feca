package io.nodepulse.access.account;

import java.util.List;

/**
 * What a person has to show beside the password.
 *
 * @param sealedSecret of the codes; only the key outside of the stores opens it
 * @param recoveryHashes of the codes for emergencies that are left
 */
public record SecondFactor(String sealedSecret, List<String> recoveryHashes) {

    SecondFactor without(String recoveryHash) {
        return new SecondFactor(
                sealedSecret,
                recoveryHashes.stream().filter(hash -> !hash.equals(recoveryHash)).toList());
    }
}
