package io.nodepulse.commands.payload;

import io.nodepulse.events.ProcessSampled;

import java.time.Duration;

/** The limits of the contract, with a week of retention. */
public final class ContractLimits {

    private ContractLimits() {}

    public static PayloadLimits limits() {
        return new PayloadLimits(
                2_000, ProcessSampled.MAX_NAME_LENGTH, Duration.ofMinutes(5), Duration.ofDays(7));
    }
}
