package io.nodepulse.access.token;

import io.nodepulse.access.account.AccountCommand;
import io.nodepulse.access.account.Accounts;
import io.nodepulse.events.administration.AccountEvent;
import io.nodepulse.events.administration.ApiTokenRevoked;

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
        return List.of(
                new ApiTokenRevoked(RequiredToken.of(accounts, command.id()).id(), command.at()));
    }
}
