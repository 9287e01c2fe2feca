package io.nodepulse.access.passkey;

import io.nodepulse.access.account.AccountCommand;
import io.nodepulse.access.account.Accounts;
import io.nodepulse.access.account.Passkey;
import io.nodepulse.access.account.Person;
import io.nodepulse.edge.Refused;
import io.nodepulse.events.administration.AccountEvent;
import io.nodepulse.events.administration.PasskeyEnrolled;

import org.springframework.http.HttpStatus;

import java.util.List;

/**
 * Let somebody in by a passkey.
 *
 * @param name who
 * @param passkey that they have shown
 */
public record EnrolPasskey(String name, Passkey passkey) implements AccountCommand {

    /** More authenticators than anybody has; each is in all answers that ask for a new one. */
    private static final int MAX_PASSKEYS = 20;

    public static List<AccountEvent> decide(EnrolPasskey command, Accounts accounts) {
        Passkey made = command.passkey();
        accounts.person(command.name()).ifPresent(EnrolPasskey::requireRoom);
        if (accounts.people().stream()
                .flatMap(person -> person.passkeys().stream())
                .anyMatch(each -> each.credentialId().equals(made.credentialId()))) {
            throw Refused.of(HttpStatus.CONFLICT, "there is that passkey already");
        }
        return List.of(
                new PasskeyEnrolled(
                        command.name(),
                        made.credentialId(),
                        made.publicKey(),
                        made.label(),
                        made.host(),
                        made.enrolledAt()));
    }

    static void requireRoom(Person person) {
        if (person.passkeys().size() >= MAX_PASSKEYS) {
            throw Refused.of(
                    HttpStatus.CONFLICT,
                    "there are " + MAX_PASSKEYS + " passkeys, the most that a person may have");
        }
    }
}
