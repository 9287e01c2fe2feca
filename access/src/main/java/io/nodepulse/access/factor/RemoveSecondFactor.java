package io.nodepulse.access.factor;

import io.nodepulse.access.account.AccountCommand;
import io.nodepulse.access.account.Accounts;
import io.nodepulse.events.administration.AccountEvent;
import io.nodepulse.events.administration.SecondFactorRemoved;

import java.time.Instant;
import java.util.List;

/**
 * Ask somebody for no code any more.
 *
 * @param name who
 * @param at the moment, in whole milliseconds
 */
public record RemoveSecondFactor(String name, Instant at) implements AccountCommand {

    /** Nothing happens to who has none. */
    public static List<AccountEvent> decide(RemoveSecondFactor command, Accounts accounts) {
        return accounts.person(command.name())
                .filter(person -> person.factor() != null)
                .<List<AccountEvent>>map(
                        person -> List.of(new SecondFactorRemoved(person.name(), command.at())))
                .orElse(List.of());
    }
}
