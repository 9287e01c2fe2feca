package io.nodepulse.access.token;

import io.nodepulse.access.account.Accounts;
import io.nodepulse.access.account.ApiToken;
import io.nodepulse.edge.Refused;

import org.springframework.http.HttpStatus;

/** Finds a token that must be there. */
final class RequiredToken {

    private RequiredToken() {}

    /**
     * @param id as the caller wrote it
     */
    static ApiToken of(Accounts accounts, String id) {
        return accounts.tokens().stream()
                .filter(token -> token.id().toString().equals(id))
                .findFirst()
                .orElseThrow(
                        () -> Refused.of(HttpStatus.NOT_FOUND, "no API token has the id " + id));
    }
}
