package io.nodepulse.access.token;

import io.nodepulse.access.account.AccountCommand;
import io.nodepulse.access.account.Accounts;
import io.nodepulse.events.administration.AccountEvent;
import io.nodepulse.events.administration.ApiTokenIssued;

import java.util.List;

/**
 * Let a program call the API.
 *
 * @param token its name, role and end, and the hash of what it will show
 */
public record IssueApiToken(ApiTokenIssued token) implements AccountCommand {

    /** Several tokens may have one name; each has an id of its own. */
    public static List<AccountEvent> decide(IssueApiToken command, Accounts accounts) {
        return List.of(command.token());
    }
}
