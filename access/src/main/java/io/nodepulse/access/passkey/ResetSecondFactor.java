package io.nodepulse.access.passkey;

import io.nodepulse.access.account.AccountCommand;
import io.nodepulse.access.account.Accounts;
import io.nodepulse.access.account.Person;
import io.nodepulse.access.factor.RemoveSecondFactor;
import io.nodepulse.events.administration.AccountEvent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Ask somebody for the password alone: for no code, and for none of their passkeys.
 *
 * @param name who
 * @param at the moment, in whole milliseconds
 */
public record ResetSecondFactor(String name, Instant at) implements AccountCommand {

    /** Nothing happens to who has neither. */
    public static List<AccountEvent> decide(ResetSecondFactor command, Accounts accounts) {
        Instant at = command.at();
        List<AccountEvent> events =
                new ArrayList<>(
                        RemoveSecondFactor.decide(
                                new RemoveSecondFactor(command.name(), at), accounts));
        accounts.person(command.name()).map(Person::passkeys).stream()
                .flatMap(List::stream)
                .map(each -> RemovePasskey.removed(command.name(), each, at))
                .forEach(events::add);
        return List.copyOf(events);
    }
}
