package io.nodepulse.access.people;

import io.nodepulse.access.account.AccountCommand;
import io.nodepulse.access.account.Accounts;
import io.nodepulse.access.account.PersonName;
import io.nodepulse.events.administration.AccountEvent;
import io.nodepulse.events.administration.PersonAdded;
import io.nodepulse.events.administration.Role;

import java.time.Instant;
import java.util.List;

/**
 * Let somebody sign in.
 *
 * @param name who it is from now on, as {@link PersonName} writes it
 * @param role what they may do
 * @param passwordHash what is stored of their password
 * @param at the moment, in whole milliseconds
 */
public record AddPerson(String name, Role role, String passwordHash, Instant at)
        implements AccountCommand {

    /** Adds a person once. */
    public static List<AccountEvent> decide(AddPerson command, Accounts accounts) {
        PersonName.requireFree(command.name(), accounts);
        return List.of(
                new PersonAdded(
                        command.name(), command.role(), command.passwordHash(), command.at()));
    }
}
