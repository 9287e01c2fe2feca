package io.nodepulse.access.people;

import io.nodepulse.access.account.AccountCommand;
import io.nodepulse.access.account.Accounts;
import io.nodepulse.events.administration.AccountEvent;
import io.nodepulse.events.administration.SignedOutEverywhere;

import java.time.Instant;
import java.util.List;

/**
 * End all sessions of somebody.
 *
 * @param who as {@link io.nodepulse.events.administration.Actor#name}
 * @param at up to which moment they began, in whole milliseconds
 */
public record SignOutEverywhere(String who, Instant at) implements AccountCommand {

    public static List<AccountEvent> decide(SignOutEverywhere command, Accounts accounts) {
        return List.of(new SignedOutEverywhere(command.who(), command.at()));
    }
}
