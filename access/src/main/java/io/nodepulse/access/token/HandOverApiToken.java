package io.nodepulse.access.token;

import io.nodepulse.access.account.AccountCommand;
import io.nodepulse.access.account.Accounts;
import io.nodepulse.access.account.ApiToken;
import io.nodepulse.access.account.Standing;
import io.nodepulse.access.refusal.AccessRefusal;
import io.nodepulse.edge.Refused;
import io.nodepulse.events.administration.AccountEvent;
import io.nodepulse.events.administration.Actor;
import io.nodepulse.events.administration.ApiTokenHandedOver;

import java.time.Instant;
import java.util.List;

/**
 * Have somebody else answer for an API token, so that it does not end with who issued it.
 *
 * @param id which, as the caller wrote it
 * @param to who from now on, as {@link Actor#name}
 * @param by who wants that, as {@link Actor#name}
 * @param at the moment, in whole milliseconds
 */
public record HandOverApiToken(String id, String to, String by, Instant at)
        implements AccountCommand {

    private static final String ALLOWED = "person:<name>, admin-token";

    /** Its role and its end stay; whoever it goes to must have that role and see its servers. */
    public static List<AccountEvent> decide(HandOverApiToken command, Accounts accounts) {
        ApiToken token = RequiredToken.of(accounts, command.id());
        if (!command.to().startsWith(Actor.PERSON) && !command.to().equals(Actor.ADMIN_TOKEN)) {
            throw Refused.field("issuer", "must be one of " + ALLOWED, ALLOWED);
        }
        if (command.to().equals(Actor.ADMIN_TOKEN) && !command.by().equals(Actor.ADMIN_TOKEN)) {
            throw AccessRefusal.ROLE_TOO_LOW.because(
                    "only the administrator's token takes a token over for itself");
        }
        Standing standing =
                accounts.standing(command.to())
                        .orElseThrow(() -> Refused.field("issuer", "is nobody here", ALLOWED));
        if (!standing.role().covers(token.role())) {
            throw Refused.field("issuer", "must have the role " + token.role().code());
        }
        if (!standing.scope().covers(token.scope())) {
            throw Refused.field("issuer", "must see all servers that the token is good for");
        }
        return command.to().equals(token.issuer())
                ? List.of()
                : List.of(new ApiTokenHandedOver(token.id(), command.to(), command.at()));
    }
}
