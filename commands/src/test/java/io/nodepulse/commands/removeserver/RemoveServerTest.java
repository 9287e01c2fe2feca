package io.nodepulse.commands.removeserver;

import static io.nodepulse.commands.DecisionFixture.given;
import static io.nodepulse.commands.Histories.AT;
import static io.nodepulse.commands.Histories.ENROLLMENT;
import static io.nodepulse.commands.Histories.ENROLLMENT_TOKEN;
import static io.nodepulse.commands.Histories.FIRST_TOKEN;
import static io.nodepulse.commands.Histories.REGISTERED;
import static io.nodepulse.commands.Histories.REMOVED;
import static io.nodepulse.commands.Histories.RENAMED;
import static io.nodepulse.commands.Histories.REVOKED;
import static io.nodepulse.commands.Histories.SECOND_TOKEN;
import static io.nodepulse.commands.Histories.SERVER;

import io.nodepulse.commands.enrollserver.EnrollServer;
import io.nodepulse.commands.issueenrollment.IssueEnrollment;
import io.nodepulse.commands.refusal.CommandRefusal;
import io.nodepulse.commands.registerserver.RegisterServer;
import io.nodepulse.commands.revokeagenttoken.RevokeAgentToken;
import io.nodepulse.commands.rotateagenttoken.RotateAgentToken;
import io.nodepulse.events.ServerEvent;
import io.nodepulse.events.ServerRemoved;

import org.junit.jupiter.api.Test;

class RemoveServerTest {

    private static final RemoveServer REMOVE = new RemoveServer(SERVER, AT);

    @Test
    void aServerLeaves() {
        given(REGISTERED).when(REMOVE, RemoveServer::decide).then(REMOVED);
        given(ENROLLMENT, REGISTERED, REVOKED).when(REMOVE, RemoveServer::decide).then(REMOVED);
        given(REGISTERED, RENAMED)
                .when(REMOVE, RemoveServer::decide)
                .then(new ServerRemoved(SERVER, "web-2", RENAMED.renamedAt()));
    }

    @Test
    void itLeavesOnce() {
        ServerEvent[][] lives = {{}, {ENROLLMENT}, {REGISTERED, REMOVED}};
        for (ServerEvent[] life : lives) {
            given(life)
                    .when(REMOVE, RemoveServer::decide)
                    .thenRefused(CommandRefusal.UNKNOWN_SERVER);
        }
    }

    @Test
    void nothingBringsItBack() {
        given(ENROLLMENT, REGISTERED, REMOVED)
                .when(
                        new EnrollServer(SERVER, "web-1", ENROLLMENT_TOKEN, SECOND_TOKEN, AT),
                        EnrollServer::decide)
                .thenRefused(CommandRefusal.ENROLLMENT_OVER);
        given(REGISTERED, REMOVED)
                .when(
                        new IssueEnrollment(SERVER, ENROLLMENT_TOKEN, AT, ENROLLMENT.expiresAt()),
                        IssueEnrollment::decide)
                .thenRefused(CommandRefusal.ALREADY_REGISTERED);
        given(REGISTERED, REMOVED)
                .when(new RegisterServer(SERVER, "web-1", FIRST_TOKEN, AT), RegisterServer::decide)
                .thenRefused(CommandRefusal.ALREADY_REGISTERED);
        given(REGISTERED, REMOVED)
                .when(
                        new RotateAgentToken(SERVER, SECOND_TOKEN, AT, AT.plusSeconds(1)),
                        RotateAgentToken::decide)
                .thenRefused(CommandRefusal.UNKNOWN_SERVER);
        given(REGISTERED, REMOVED)
                .when(new RevokeAgentToken(SERVER, AT), RevokeAgentToken::decide)
                .thenRefused(CommandRefusal.UNKNOWN_SERVER);
    }
}
