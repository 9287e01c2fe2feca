package io.nodepulse.access.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nodepulse.events.administration.AccountEvent;
import io.nodepulse.events.administration.ApiTokenHandedOver;
import io.nodepulse.events.administration.ApiTokenIssued;
import io.nodepulse.events.administration.ApiTokenLimited;
import io.nodepulse.events.administration.PersonAdded;
import io.nodepulse.events.administration.PersonErased;
import io.nodepulse.events.administration.PersonLabel;
import io.nodepulse.events.administration.PersonRemoved;
import io.nodepulse.events.administration.PersonRoleChanged;
import io.nodepulse.events.administration.PersonScopeChanged;
import io.nodepulse.events.administration.Role;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
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
    void whoGetsTheNameOfAnIssuerAnswersForNothingOfBefore() {
        given(ada(Role.OPERATOR), "admin-token");
        Instant before = NOON.minusMillis(1);

        assertThat(accounts.standing("person:ada", NOON)).isPresent();
        assertThat(accounts.standing("person:ada", before)).isEmpty();
        assertThat(accounts.standing("person:nobody", NOON)).isEmpty();
        assertThat(accounts.standing("token:" + FIRST, before)).isEmpty();
        assertThat(accounts.standing("admin-token", before)).contains(Standing.UNBOUNDED);
        assertThat(accounts.standing(null, before)).contains(Standing.UNBOUNDED);
    }

    @Test
    void whatReachesToAllServersNeedsTheRoleNoLimitAndTime() {
        Standing operator = new Standing(Role.OPERATOR, Scope.EVERYTHING, NOON);
        Instant before = NOON.minusMillis(1);

        assertThat(operator.admitsToAll(Role.OPERATOR, before)).isTrue();
        assertThat(operator.admitsToAll(Role.ADMIN, before)).isFalse();
        assertThat(operator.admitsToAll(Role.OPERATOR, NOON)).isFalse();
        assertThat(
                        new Standing(Role.OPERATOR, Scope.of(List.of("db")), NOON)
                                .admitsToAll(Role.OPERATOR, before))
                .isFalse();
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

    private static final String NUMBER = "0a1b2c3d4e5f";

    private static PersonAdded added(String name, Role role) {
        return new PersonAdded(name, role, "{argon2id}x", NOON);
    }

    /** What stays of somebody who is erased still tells what became of their tokens. */
    @Test
    void whoIsErasedIsTheSameInAllTheirEvents() {
        String erased = PersonLabel.erased(NUMBER);
        given(added(erased, Role.OPERATOR), "admin-token");
        given(token(FIRST, Role.ADMIN, 2), "person:" + erased);
        given(token(SECOND, Role.VIEWER, 2), "person:" + erased);
        given(new ApiTokenHandedOver(FIRST, "admin-token", NOON), "admin-token");
        given(new PersonRemoved(erased, NOON), "admin-token");
        given(new PersonErased(NUMBER, null, NOON), "admin-token");

        assertThat(accounts.people()).isEmpty();
        assertThat(accounts.tokens())
                .extracting(ApiToken::id, ApiToken::role)
                .containsExactly(tuple(FIRST, Role.OPERATOR));
    }

    /** Their key was lost, and so was their name. */
    @Test
    void whoIsErasedByTheirNumberIsNobodyAnyMore() {
        given(added(PersonLabel.unreadable(NUMBER), Role.ADMIN), "admin-token");
        given(token(FIRST, Role.ADMIN, 2), "person:" + PersonLabel.unreadable(NUMBER));
        given(new PersonErased(NUMBER, null, NOON), "admin-token");

        assertThat(accounts.people()).isEmpty();
        assertThat(accounts.tokens()).isEmpty();
    }

    @Test
    void unreadableNamesOfWhomIsKnownConcernNobodyElse() {
        given(ada(Role.ADMIN), "admin-token");
        given(added(PersonLabel.unreadable(NUMBER), Role.ADMIN), "admin-token");
        given(
                new PersonRoleChanged(PersonLabel.unreadable(NUMBER), Role.VIEWER, NOON),
                "admin-token");

        assertThat(accounts.people())
                .extracting(Person::name, Person::role)
                .containsExactly(
                        tuple(PersonLabel.unreadable(NUMBER), Role.VIEWER),
                        tuple("ada", Role.ADMIN));
    }

    /** It may be ada's removal, or bob's. */
    @Test
    void whoMayHaveBeenRemovedIsNotLetIn() {
        given(ada(Role.ADMIN), "admin-token");
        given(added("bob", Role.VIEWER), "admin-token");
        given(token(FIRST, Role.ADMIN, 2), "person:ada");
        given(new PersonRemoved(PersonLabel.unreadable(NUMBER), NOON), "admin-token");

        assertThat(accounts.people()).isEmpty();
        assertThat(accounts.tokens()).isEmpty();

        given(added("bob", Role.VIEWER), "admin-token");
        assertThat(accounts.person("bob")).isPresent();
    }

    private Scope scopeOf(UUID token) {
        return accounts.token(token).orElseThrow().scope();
    }

    @Test
    void aTokenIsGoodForNoServerThatItsIssuerMayNotSee() {
        given(ada(Role.ADMIN), "admin-token");
        given(token(FIRST, Role.VIEWER, 2), "person:ada");
        given(token(SECOND, Role.VIEWER, 2), "person:ada");
        given(new ApiTokenLimited(SECOND, List.of("db", "web"), NOON), "person:ada");
        given(new PersonScopeChanged("ada", List.of("db"), NOON), "admin-token");

        assertThat(scopeOf(FIRST)).as("of an administrator").isEqualTo(Scope.EVERYTHING);
        assertThat(scopeOf(SECOND)).isEqualTo(Scope.of(List.of("db", "web")));

        given(new PersonRoleChanged("ada", Role.OPERATOR, NOON), "admin-token");
        assertThat(scopeOf(FIRST)).isEqualTo(Scope.of(List.of("db")));
        assertThat(scopeOf(SECOND)).isEqualTo(Scope.of(List.of("db")));

        given(new PersonScopeChanged("ada", List.of("mail"), NOON), "admin-token");
        assertThat(scopeOf(SECOND)).isEqualTo(new Scope(false, List.of()));
        assertThat(scopeOf(SECOND).includes(Set.of("db", "web", "mail"))).isFalse();

        given(new PersonScopeChanged("ada", List.of(), NOON), "admin-token");
        assertThat(scopeOf(SECOND)).isEqualTo(Scope.of(List.of("db", "web")));
    }

    @Test
    void oneScopeIsWithinAnotherWhateverTagsServersHave() {
        List<Set<String>> servers =
                List.of(Set.of(), Set.of("a"), Set.of("b"), Set.of("a", "b"), Set.of("c"));
        List<Scope> scopes =
                List.of(
                        Scope.EVERYTHING,
                        Scope.of(List.of("a")),
                        Scope.of(List.of("b")),
                        Scope.of(List.of("b", "a")),
                        new Scope(false, List.of()));
        for (Scope one : scopes) {
            for (Scope other : scopes) {
                assertThat(one.covers(other))
                        .as(one + " covers " + other)
                        .isEqualTo(
                                servers.stream().filter(other::includes).allMatch(one::includes)
                                        && (one.isEverything() || !other.isEverything()));
                assertThat(servers.stream().filter(one.and(other)::includes))
                        .allMatch(server -> one.includes(server) && other.includes(server));
            }
        }
    }
}
