package io.nodepulse.access.token;

import io.nodepulse.access.account.AccountCommand;
import io.nodepulse.access.account.Accounts;
import io.nodepulse.access.account.Scope;
import io.nodepulse.access.account.Standing;
import io.nodepulse.access.people.GivenScope;
import io.nodepulse.access.refusal.AccessRefusal;
import io.nodepulse.edge.Refused;
import io.nodepulse.events.administration.AccountEvent;
import io.nodepulse.events.administration.Actor;
import io.nodepulse.events.administration.ApiTokenIssued;
import io.nodepulse.events.administration.ApiTokenLimited;

import java.util.List;

/**
 * Let a program call the API.
 *
 * @param token its name, role and end, and the hash of what it will show
 * @param scope which servers it is good for
 * @param issuer who answers for it, as {@link Actor#name}
 */
public record IssueApiToken(ApiTokenIssued token, Scope scope, String issuer)
        implements AccountCommand {

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
        GivenScope.requireFor(token.role(), command.scope());
        if (!issuer.scope().covers(command.scope())) {
            throw Refused.field(
                    GivenScope.FIELD,
                    "must be within those of who issues the token",
                    String.join(", ", issuer.scope().tags()));
        }
        return command.scope().isEverything()
                ? List.of(token)
                : List.of(
                        token, new ApiTokenLimited(token.id(), command.scope().tags(), token.at()));
    }
}
