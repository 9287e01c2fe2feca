package io.nodepulse.access.token;

import io.nodepulse.access.account.AccountCommand;
import io.nodepulse.access.account.Accounts;
import io.nodepulse.access.account.Standing;
import io.nodepulse.access.refusal.AccessRefusal;
import io.nodepulse.edge.Refused;
import io.nodepulse.events.administration.AccountEvent;
import io.nodepulse.events.administration.Actor;
import io.nodepulse.events.administration.ApiTokenIssued;

import java.util.List;

/**
 * Let a program call the API.
 *
 * @param token its name, role and end, and the hash of what it will show
 * @param issuer who answers for it, as {@link Actor#name}
 */
public record IssueApiToken(ApiTokenIssued token, String issuer) implements AccountCommand {

    /** Several tokens may have one name; each has an id of its own. */
    public static List<AccountEvent> decide(IssueApiToken command, Accounts accounts) {
        ApiTokenIssued token = command.token();
        Standing issuer =
                accounts.standing(command.issuer())
                        .orElseThrow(
                                () ->
                                        AccessRefusal.NOT_SIGNED_IN.because(
                                                "who issues the token was removed"));
        if (!issuer.role().covers(token.role())) {
            throw AccessRefusal.ROLE_TOO_LOW.because(
                    "a token has no higher role than who issues it: " + issuer.role().code());
        }
        if (token.expiresAt().isAfter(issuer.until())) {
            String allowed = "a time up to " + issuer.until();
            throw Refused.field(
                    "expires_at",
                    "must be no later than the end of the token that issues it",
                    allowed);
        }
        return List.of(token);
    }
}
