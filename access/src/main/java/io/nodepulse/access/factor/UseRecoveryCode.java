package io.nodepulse.access.factor;

import io.nodepulse.access.account.AccountCommand;
import io.nodepulse.access.account.Accounts;
import io.nodepulse.access.account.Person;
import io.nodepulse.events.administration.AccountEvent;
import io.nodepulse.events.administration.RecoveryCodeUsed;

import java.time.Instant;
import java.util.List;

/**
 * Get in by a code for emergencies.
 *
 * @param name who
 * @param hash of the code
 * @param at the moment, in whole milliseconds
 */
public record UseRecoveryCode(String name, String hash, Instant at) implements AccountCommand {

    /** Of two who show the same code at once, one is refused. */
    public static List<AccountEvent> decide(UseRecoveryCode command, Accounts accounts) {
        boolean isLeft =
                accounts.person(command.name())
                        .map(Person::factor)
                        .filter(factor -> factor.recoveryHashes().contains(command.hash()))
                        .isPresent();
        if (!isLeft) {
            throw CodeCheck.wrong();
        }
        return List.of(new RecoveryCodeUsed(command.name(), command.hash(), command.at()));
    }
}
