package io.nodepulse.access.people;

import io.nodepulse.access.account.AccountCommand;
import io.nodepulse.access.account.Accounts;
import io.nodepulse.access.account.PersonName;
import io.nodepulse.access.account.Scope;
import io.nodepulse.events.administration.AccountEvent;
import io.nodepulse.events.administration.PersonAdded;
import io.nodepulse.events.administration.PersonScopeChanged;
import io.nodepulse.events.administration.Role;

import java.time.Instant;
import java.util.List;

/**
 * Let somebody sign in.
 *
 * @param name who it is from now on, as {@link PersonName} writes it
 * @param role what they may do
 * @param scope which servers they may see
 * @param passwordHash what is stored of their password
 * @param at the moment, in whole milliseconds
 */
public record AddPerson(String name, Role role, Scope scope, String passwordHash, Instant at)
        implements AccountCommand {

    /** Adds a person once. */
    public static List<AccountEvent> decide(AddPerson command, Accounts accounts) {
        PersonName.requireFree(command.name(), accounts);
        GivenScope.requireFor(command.role(), command.scope());
        PersonAdded added =
                new PersonAdded(
                        command.name(), command.role(), command.passwordHash(), command.at());
        return command.scope().isEverything()
                ? List.of(added)
                : List.of(
                        added,
                        new PersonScopeChanged(
                                command.name(), command.scope().tags(), command.at()));
    }
}
