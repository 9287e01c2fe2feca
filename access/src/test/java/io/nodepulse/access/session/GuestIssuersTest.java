package io.nodepulse.access.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.access.account.Accounts;
import io.nodepulse.access.account.ApiToken;
import io.nodepulse.access.account.Scope;
import io.nodepulse.embedded.EmbeddedValkey;
import io.nodepulse.events.administration.ApiTokenIssued;
import io.nodepulse.events.administration.Role;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.ValkeyEventStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** How long a token of somebody of a provider counts, and for what. */
class GuestIssuersTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration ABSENCE = Duration.ofDays(14);
    private static final String ADA = "oidc:corp:ada";
    private static final UUID TOKEN = new UUID(0, 1);

    private Instant now = NOON;
    private final ValkeyEventStore store =
            ValkeyEventStore.open(EventStoreSettings.at(EmbeddedValkey.shared().uri()));
    private final GuestIssuers guests =
            new GuestIssuers(
                    store.connection(),
                    "guests-" + UUID.randomUUID() + ":",
                    Set.of("corp"),
                    ABSENCE,
                    Duration.ofDays(30),
                    () -> now);

    @AfterEach
    void close() {
        store.close();
    }

    private static Guest ada(Role role, String... tags) {
        return new Guest("corp", "42", role, List.of(tags), null);
    }

    private ApiToken token(String issuer) {
        Accounts accounts =
                Accounts.NONE.evolve(
                        new ApiTokenIssued(
                                TOKEN,
                                "report",
                                Role.OPERATOR,
                                "ab".repeat(32),
                                NOON.plus(Duration.ofDays(30)),
                                NOON),
                        issuer);
        return guests.bound(accounts.token(TOKEN).orElseThrow(), accounts);
    }

    @Test
    void eachSignInHasItCountForAWhile() {
        assertThat(token(ADA).expiresAt()).as("of before").isEqualTo(NOON.plus(ABSENCE));

        now = NOON.plus(Duration.ofDays(10));
        guests.letIn(ADA, ada(Role.ADMIN));

        assertThat(token(ADA).expiresAt()).isEqualTo(now.plus(ABSENCE));
        now = NOON.plus(Duration.ofDays(20));
        guests.letIn(ADA, ada(Role.ADMIN));
        assertThat(token(ADA).expiresAt()).as("its own end").isEqualTo("2026-03-31T12:00:00Z");
    }

    @Test
    void itSeesWhatItsIssuerMaySee() {
        guests.letIn(ADA, ada(Role.VIEWER, "db"));

        assertThat(token(ADA).role()).isEqualTo(Role.VIEWER);
        assertThat(token(ADA).scope()).isEqualTo(Scope.of(List.of("db")));
        guests.letIn(ADA, ada(Role.ADMIN, "db"));
        assertThat(token(ADA).role()).isEqualTo(Role.OPERATOR);
        assertThat(token(ADA).scope()).isEqualTo(Scope.EVERYTHING);
    }

    @Test
    void whoIsTurnedAwayAnswersForNothing() {
        now = NOON.plusSeconds(60);
        guests.turnedAway(ADA, "42");

        assertThat(token(ADA).expiresAt()).isEqualTo(now);
        now = NOON.plusSeconds(120);
        guests.letIn(ADA, ada(Role.ADMIN));
        assertThat(token(ADA).expiresAt()).isEqualTo(now.plus(ABSENCE));
    }

    @Test
    void whoComesByTheNameOfAnotherAnswersForNothingOfBefore() {
        guests.turnedAway(ADA, "41");
        now = NOON.plusSeconds(60);
        guests.letIn(ADA, ada(Role.ADMIN));
        now = NOON.plusSeconds(120);
        guests.letIn(ADA, ada(Role.ADMIN));

        assertThat(token(ADA).expiresAt()).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void othersAreNotAskedFor() {
        Instant end = NOON.plus(Duration.ofDays(30));

        assertThat(token("admin-token").expiresAt()).isEqualTo(end);
        assertThat(token("oidc:corporation:ada").expiresAt()).isEqualTo(NOON);
    }
}
