package io.nodepulse.access.people;

import io.nodepulse.access.account.Accounts;
import io.nodepulse.access.account.Person;
import io.nodepulse.edge.Refused;
import io.nodepulse.events.administration.AccountEvent;
import io.nodepulse.events.administration.PersonAdded;
import io.nodepulse.events.administration.PersonPasswordChanged;
import io.nodepulse.events.administration.PersonRemoved;
import io.nodepulse.events.administration.PersonRoleChanged;
import io.nodepulse.events.administration.Role;

import org.springframework.http.HttpStatus;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** What follows from what is asked of a person: pure functions of that and the accounts. */
final class PeopleDecisions {

    /** People are named by paths. */
    private static final Pattern NO_PART_OF_A_PATH = Pattern.compile("\\.*|.*[/\\\\].*");

    private PeopleDecisions() {}

    static List<AccountEvent> add(
            Accounts accounts, String name, Role role, String passwordHash, Instant at) {
        if (NO_PART_OF_A_PATH.matcher(name).matches()) {
            throw Refused.field("name", "must be no dots only and have no / or \\");
        }
        if (accounts.person(name).isPresent()) {
            throw Refused.of(HttpStatus.CONFLICT, "there is a person " + name + " already");
        }
        return List.of(new PersonAdded(name, role, passwordHash, at));
    }

    /** Nothing follows where the role is the same already. */
    static List<AccountEvent> changeRole(Accounts accounts, String name, Role role, Instant at) {
        return required(accounts, name).role() == role
                ? List.of()
                : List.of(new PersonRoleChanged(name, role, at));
    }

    static List<AccountEvent> changePassword(
            Accounts accounts, String name, String passwordHash, Instant at) {
        return List.of(
                new PersonPasswordChanged(required(accounts, name).name(), passwordHash, at));
    }

    static List<AccountEvent> remove(Accounts accounts, String name, Instant at) {
        return List.of(new PersonRemoved(required(accounts, name).name(), at));
    }

    static Person required(Accounts accounts, String name) {
        return accounts.person(name)
                .orElseThrow(() -> Refused.of(HttpStatus.NOT_FOUND, "there is no person " + name));
    }
}
