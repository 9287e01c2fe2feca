package io.nodepulse.commands.rotateagenttoken;

import static io.nodepulse.commands.DecisionFixture.given;

import io.nodepulse.commands.Histories;
import io.nodepulse.commands.refusal.CommandRefusal;

import org.junit.jupiter.api.Test;

class RotateAgentTokenTest {

    private static final RotateAgentToken ROTATE =
            new RotateAgentToken(
                    Histories.SERVER,
                    Histories.SECOND_TOKEN,
                    Histories.AT,
                    Histories.AT.plusSeconds(600));

    @Test
    void aRegisteredServersAgentGetsANewToken() {
        given(Histories.REGISTERED).when(ROTATE, RotateAgentToken::decide).then(Histories.ROTATED);
    }

    @Test
    void anUnknownServerHasNoAgent() {
        given().when(ROTATE, RotateAgentToken::decide).thenRefused(CommandRefusal.UNKNOWN_SERVER);
    }
}
