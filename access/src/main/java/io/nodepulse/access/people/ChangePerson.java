package io.nodepulse.access.people;

import io.nodepulse.access.account.AccountCommand;
import io.nodepulse.access.account.Accounts;
import io.nodepulse.access.account.Person;
import io.nodepulse.access.account.Scope;
import io.nodepulse.events.administration.AccountEvent;
import io.nodepulse.events.administration.PersonPasswordChanged;
import io.nodepulse.events.administration.PersonRoleChanged;
import io.nodepulse.events.administration.PersonScopeChanged;
import io.nodepulse.events.administration.Role;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Give somebody another role, other servers, another password, or several of these.
 *
 * @param name who it is
 * @param role what they may do from now on; null if it stays
 * @param scope which servers they may see from now on; null if that stays
 * @param passwordHash what is stored of the new password; null if the password stays
 * @param at the moment, in whole milliseconds
 */
public record ChangePerson(
        String name,
        @Nullable Role role,
        @Nullable Scope scope,
        @Nullable String passwordHash,
        Instant at)
        implements AccountCommand {

    /** Changes what is not so already; a password always counts as new. */
    public static List<AccountEvent> decide(ChangePerson command, Accounts accounts) {
        Person before = RequiredPerson.of(accounts, command.name());
        Role role = Objects.requireNonNullElse(command.role(), before.role());
        List<AccountEvent> events = new ArrayList<>();
        if (role != before.role()) {
            events.add(new PersonRoleChanged(command.name(), role, command.at()));
        }
        if (command.scope() != null) {
            GivenScope.requireFor(role, command.scope());
        }
        if (command.scope() != null && !command.scope().equals(before.scope())) {
            events.add(
                    new PersonScopeChanged(command.name(), command.scope().tags(), command.at()));
        }
        if (command.passwordHash() != null) {
            events.add(
                    new PersonPasswordChanged(
                            command.name(), command.passwordHash(), command.at()));
        }
        return events;
    }
}
