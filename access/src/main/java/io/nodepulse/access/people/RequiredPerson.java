package io.nodepulse.access.people;

import io.nodepulse.access.account.Accounts;
import io.nodepulse.access.account.Person;
import io.nodepulse.edge.Refused;
import io.nodepulse.events.administration.PersonLabel;

import org.springframework.http.HttpStatus;

/** Finds somebody who must be there. */
final class RequiredPerson {

    private RequiredPerson() {}

    /**
     * @throws Refused if there is nobody of that name, or if it only stands for one that cannot be
     *     read: what is written of it would be of nobody once it can
     */
    static Person of(Accounts accounts, String name) {
        Person person =
                accounts.person(name)
                        .orElseThrow(
                                () ->
                                        Refused.of(
                                                HttpStatus.NOT_FOUND,
                                                "there is no person " + name));
        if (isUnreadable(name)) {
            throw Refused.of(
                    HttpStatus.CONFLICT,
                    "the name of this person cannot be read: bring their key back, or remove them"
                            + " with erase=true");
        }
        return person;
    }

    static boolean isUnreadable(String name) {
        return PersonLabel.isOne(name);
    }
}
