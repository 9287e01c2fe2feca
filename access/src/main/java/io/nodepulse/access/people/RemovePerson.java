package io.nodepulse.access.people;

import io.nodepulse.access.account.AccountCommand;
import io.nodepulse.access.account.Accounts;
import io.nodepulse.events.administration.AccountEvent;
import io.nodepulse.events.administration.PersonRemoved;

import java.time.Instant;
import java.util.List;

/**
 * Let somebody sign in no more.
 *
 * @param name who it is
 * @param at the moment, in whole milliseconds
 */
public record RemovePerson(String name, Instant at) implements AccountCommand {

    public static List<AccountEvent> decide(RemovePerson command, Accounts accounts) {
        return List.of(
                new PersonRemoved(
                        RequiredPerson.of(accounts, command.name()).name(), command.at()));
    }
}
