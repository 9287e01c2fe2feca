package io.nodepulse.commands.revokeagenttoken;

import static io.nodepulse.commands.DecisionFixture.given;

import io.nodepulse.commands.Histories;
import io.nodepulse.commands.refusal.CommandRefusal;

import org.junit.jupiter.api.Test;

class RevokeAgentTokenTest {

    private static final RevokeAgentToken REVOKE =
            new RevokeAgentToken(Histories.SERVER, Histories.AT);

    @Test
    void anAgentIsShutOut() {
        given(Histories.REGISTERED).when(REVOKE, RevokeAgentToken::decide).then(Histories.REVOKED);
    }

    @Test
    void onceIsEnough() {
        given(Histories.REGISTERED, Histories.REVOKED)
                .when(REVOKE, RevokeAgentToken::decide)
                .then();
    }

    @Test
    void anUnknownServerHasNoAgent() {
        given().when(REVOKE, RevokeAgentToken::decide).thenRefused(CommandRefusal.UNKNOWN_SERVER);
    }
}
