package io.nodepulse.access.token;

import io.nodepulse.access.account.AccountCommand;
import io.nodepulse.access.account.Accounts;
import io.nodepulse.edge.Refused;
import io.nodepulse.events.administration.AccountEvent;
import io.nodepulse.events.administration.ApiTokenRevoked;

import org.springframework.http.HttpStatus;

import java.time.Instant;
import java.util.List;

/**
 * Take an API token no more.
 *
 * @param id which, as the caller wrote it
 * @param at the moment, in whole milliseconds
 */
public record RevokeApiToken(String id, Instant at) implements AccountCommand {

    public static List<AccountEvent> decide(RevokeApiToken command, Accounts accounts) {
        return accounts.tokens().stream()
                .filter(token -> token.id().toString().equals(command.id()))
                .findFirst()
                .<List<AccountEvent>>map(
                        token -> List.of(new ApiTokenRevoked(token.id(), command.at())))
                .orElseThrow(
                        () ->
                                Refused.of(
                                        HttpStatus.NOT_FOUND,
                                        "no API token has the id " + command.id()));
    }
}
