package io.nodepulse.access.factor;

import io.nodepulse.access.account.AccountCommand;
import io.nodepulse.access.account.Accounts;
import io.nodepulse.access.account.Person;
import io.nodepulse.edge.Refused;
import io.nodepulse.events.administration.AccountEvent;
import io.nodepulse.events.administration.SecondFactorEnrolled;

import org.springframework.http.HttpStatus;

import java.time.Instant;
import java.util.List;

/**
 * Ask somebody for a code, too.
 *
 * @param name who
 * @param encryptedSecret of the codes
 * @param recoveryHashes of the codes for emergencies
 * @param at the moment, in whole milliseconds
 */
public record EnrolSecondFactor(
        String name, String encryptedSecret, List<String> recoveryHashes, Instant at)
        implements AccountCommand {

    public static List<AccountEvent> decide(EnrolSecondFactor command, Accounts accounts) {
        accounts.person(command.name()).ifPresent(EnrolSecondFactor::requireNone);
        return List.of(
                new SecondFactorEnrolled(
                        command.name(),
                        command.encryptedSecret(),
                        command.recoveryHashes(),
                        command.at()));
    }

    /**
     * @throws Refused if the person has a factor
     */
    public static void requireNone(Person person) {
        if (person.factor() != null) {
            throw Refused.of(
                    HttpStatus.CONFLICT, "there is a second factor already: remove it first");
        }
    }
}
