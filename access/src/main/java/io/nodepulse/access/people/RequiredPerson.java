package io.nodepulse.access.people;

import io.nodepulse.access.account.Accounts;
import io.nodepulse.access.account.Person;
import io.nodepulse.edge.Refused;

import org.springframework.http.HttpStatus;

/** Finds somebody who must be there. */
final class RequiredPerson {

    private RequiredPerson() {}

    static Person of(Accounts accounts, String name) {
        return accounts.person(name)
                .orElseThrow(() -> Refused.of(HttpStatus.NOT_FOUND, "there is no person " + name));
    }
}
