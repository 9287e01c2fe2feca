package io.nodepulse.access.passkey;

import io.nodepulse.access.account.AccountCommand;
import io.nodepulse.access.account.Accounts;
import io.nodepulse.access.account.Passkey;
import io.nodepulse.edge.Refused;
import io.nodepulse.events.administration.AccountEvent;
import io.nodepulse.events.administration.PasskeyRemoved;

import org.springframework.http.HttpStatus;

import java.time.Instant;
import java.util.List;

/**
 * Let somebody in by that passkey no more.
 *
 * @param name who
 * @param credentialId which one of theirs
 * @param at the moment, in whole milliseconds
 */
public record RemovePasskey(String name, String credentialId, Instant at)
        implements AccountCommand {

    public static List<AccountEvent> decide(RemovePasskey command, Accounts accounts) {
        return accounts.person(command.name()).stream()
                .flatMap(person -> person.passkeys().stream())
                .filter(each -> each.credentialId().equals(command.credentialId()))
                .findFirst()
                .map(each -> List.of(removed(command.name(), each, command.at())))
                .orElseThrow(() -> Refused.of(HttpStatus.NOT_FOUND, "you have no such passkey"));
    }

    static AccountEvent removed(String name, Passkey passkey, Instant at) {
        return new PasskeyRemoved(name, passkey.credentialId(), passkey.label(), at);
    }
}
