package io.nodepulse.access.people;

import io.nodepulse.access.account.AccountCommand;
import io.nodepulse.access.account.Accounts;
import io.nodepulse.edge.Refused;
import io.nodepulse.events.administration.AccountEvent;
import io.nodepulse.events.administration.PersonAdded;
import io.nodepulse.events.administration.Role;

import org.springframework.http.HttpStatus;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Let somebody sign in.
 *
 * @param name who it is from now on
 * @param role what they may do
 * @param passwordHash what is stored of their password
 * @param at the moment, in whole milliseconds
 */
public record AddPerson(String name, Role role, String passwordHash, Instant at)
        implements AccountCommand {

    /** People are named by paths. */
    private static final Pattern NO_PART_OF_A_PATH = Pattern.compile("\\.*|.*[/\\\\].*");

    /** Adds a person once. */
    public static List<AccountEvent> decide(AddPerson command, Accounts accounts) {
        if (NO_PART_OF_A_PATH.matcher(command.name()).matches()) {
            throw Refused.field("name", "must be no dots only and have no / or \\");
        }
        if (accounts.person(command.name()).isPresent()) {
            throw Refused.of(
                    HttpStatus.CONFLICT, "there is a person " + command.name() + " already");
        }
        return List.of(
                new PersonAdded(
                        command.name(), command.role(), command.passwordHash(), command.at()));
    }
}
