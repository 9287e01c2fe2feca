package io.nodepulse.access.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.events.administration.AccountEvent;
import io.nodepulse.events.administration.ApiTokenHandedOver;
import io.nodepulse.events.administration.ApiTokenIssued;
import io.nodepulse.events.administration.PersonAdded;
import io.nodepulse.events.administration.PersonRemoved;
import io.nodepulse.events.administration.PersonRoleChanged;
import io.nodepulse.events.administration.Role;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** What events of older versions, and those that came in an unlucky order, tell of tokens. */
class AccountsTest {

    private static final Instant NOON = Instant.parse("2026-09-01T12:00:00Z");
    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);

    private Accounts accounts = Accounts.NONE;

    private void given(AccountEvent event, @Nullable String actor) {
        accounts = accounts.evolve(event, actor);
    }

    private static ApiTokenIssued token(UUID id, Role role, int days) {
        return new ApiTokenIssued(
                id,
                "report",
                role,
                Sha256.hex(id.toString()),
                NOON.plus(Duration.ofDays(days)),
                NOON);
    }

    private static PersonAdded ada(Role role) {
        return new PersonAdded("ada", role, "{argon2id}x", NOON);
    }

    @Test
    void aTokenOfBeforeActorsWereKeptStays() {
        given(token(FIRST, Role.ADMIN, 9), null);

        assertThat(accounts.shown(FIRST.toString()))
                .hasValueSatisfying(token -> assertThat(token.issuer()).isNull());
    }

    @Test
    void aTokenThatOutlivedItsIssuerBeforeThisWasForbiddenEndsWithIt() {
        given(token(FIRST, Role.ADMIN, 2), "admin-token");
        given(token(SECOND, Role.ADMIN, 364), "token:" + FIRST);

        assertThat(accounts.token(SECOND))
                .map(ApiToken::expiresAt)
                .contains(NOON.plus(Duration.ofDays(2)));
    }

    @Test
    void whoWasRemovedInThatMomentIssuesNothing() {
        given(ada(Role.ADMIN), "admin-token");
        given(new PersonRemoved("ada", NOON), "admin-token");
        given(token(FIRST, Role.ADMIN, 2), "person:ada");
        given(token(SECOND, Role.ADMIN, 2), "token:" + FIRST);

        assertThat(accounts.tokens()).isEmpty();
    }

    @Test
    void whatATokenMayNoMoreDoesNotComeBackByHandingItOver() {
        given(ada(Role.ADMIN), "admin-token");
        given(token(FIRST, Role.ADMIN, 2), "person:ada");
        given(new PersonRoleChanged("ada", Role.VIEWER, NOON), "admin-token");
        given(new ApiTokenHandedOver(FIRST, "admin-token", NOON), "admin-token");

        assertThat(accounts.token(FIRST)).map(ApiToken::role).contains(Role.VIEWER);
    }
}
