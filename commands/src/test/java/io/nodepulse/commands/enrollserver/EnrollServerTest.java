package io.nodepulse.commands.enrollserver;

import static io.nodepulse.commands.DecisionFixture.given;
import static io.nodepulse.commands.Histories.AT;
import static io.nodepulse.commands.Histories.ENROLLMENT;
import static io.nodepulse.commands.Histories.ENROLLMENT_TOKEN;
import static io.nodepulse.commands.Histories.FIRST_TOKEN;
import static io.nodepulse.commands.Histories.REGISTERED;
import static io.nodepulse.commands.Histories.REVOKED;
import static io.nodepulse.commands.Histories.ROTATED;
import static io.nodepulse.commands.Histories.SERVER;

import io.nodepulse.commands.issueenrollment.IssueEnrollment;
import io.nodepulse.commands.refusal.CommandRefusal;
import io.nodepulse.commands.server.TokenHash;
import io.nodepulse.events.ServerEvent;
import io.nodepulse.events.ServerRegistered;

import org.junit.jupiter.api.Test;

import java.time.Instant;

class EnrollServerTest {

    private static EnrollServer showing(TokenHash token, Instant at) {
        return new EnrollServer(SERVER, "web-1", token, FIRST_TOKEN, at);
    }

    private static IssueEnrollment issue() {
        return new IssueEnrollment(SERVER, ENROLLMENT_TOKEN, AT, ENROLLMENT.expiresAt());
    }

    @Test
    void aTokenIsIssuedForAServerThatThereIsNot() {
        given().when(issue(), IssueEnrollment::decide).then(ENROLLMENT);
        for (ServerEvent before : new ServerEvent[] {ENROLLMENT, REGISTERED}) {
            given(before)
                    .when(issue(), IssueEnrollment::decide)
                    .thenRefused(CommandRefusal.ALREADY_REGISTERED);
        }
    }

    @Test
    void theFirstUseRegisters() {
        given(ENROLLMENT)
                .when(showing(ENROLLMENT_TOKEN, AT), EnrollServer::decide)
                .then(REGISTERED);
    }

    @Test
    void aTokenIsGoodUntilItsLastMillisecond() {
        Instant last = ENROLLMENT.expiresAt().minusMillis(1);
        given(ENROLLMENT)
                .when(showing(ENROLLMENT_TOKEN, last), EnrollServer::decide)
                .then(new ServerRegistered(SERVER, "web-1", FIRST_TOKEN.hex(), last));
        given(ENROLLMENT)
                .when(showing(ENROLLMENT_TOKEN, ENROLLMENT.expiresAt()), EnrollServer::decide)
                .thenRefused(CommandRefusal.ENROLLMENT_OVER);
    }

    @Test
    void aTokenIsUsedOnce() {
        ServerEvent[][] lives = {
            {ENROLLMENT, REGISTERED},
            {ENROLLMENT, REGISTERED, ROTATED},
            {ENROLLMENT, REGISTERED, REVOKED}
        };
        for (ServerEvent[] life : lives) {
            given(life)
                    .when(showing(ENROLLMENT_TOKEN, AT), EnrollServer::decide)
                    .thenRefused(CommandRefusal.ENROLLMENT_OVER);
        }
    }

    /** Nor does it say whether there is such a server. */
    @Test
    void anotherTokenRegistersNothing() {
        ServerEvent[][] lives = {{}, {ENROLLMENT}, {REGISTERED}, {ENROLLMENT, REGISTERED}};
        for (ServerEvent[] life : lives) {
            given(life)
                    .when(showing(FIRST_TOKEN, AT), EnrollServer::decide)
                    .thenRefused(CommandRefusal.BAD_ENROLLMENT_TOKEN);
        }
    }
}
