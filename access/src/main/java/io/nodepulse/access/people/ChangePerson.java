package io.nodepulse.access.people;

import io.nodepulse.access.account.AccountCommand;
import io.nodepulse.access.account.Accounts;
import io.nodepulse.events.administration.AccountEvent;
import io.nodepulse.events.administration.PersonPasswordChanged;
import io.nodepulse.events.administration.PersonRoleChanged;
import io.nodepulse.events.administration.Role;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Give somebody another role, another password, or both.
 *
 * @param name who it is
 * @param role what they may do from now on; null if it stays
 * @param passwordHash what is stored of the new password; null if the password stays
 * @param at the moment, in whole milliseconds
 */
public record ChangePerson(
        String name, @Nullable Role role, @Nullable String passwordHash, Instant at)
        implements AccountCommand {

    /** Changes what is not so already; a password always counts as new. */
    public static List<AccountEvent> decide(ChangePerson command, Accounts accounts) {
        Role before = RequiredPerson.of(accounts, command.name()).role();
        List<AccountEvent> events = new ArrayList<>();
        if (command.role() != null && command.role() != before) {
            events.add(new PersonRoleChanged(command.name(), command.role(), command.at()));
        }
        if (command.passwordHash() != null) {
            events.add(
                    new PersonPasswordChanged(
                            command.name(), command.passwordHash(), command.at()));
        }
        return events;
    }
}
