package io.nodepulse.commands.renameserver;

import static io.nodepulse.commands.DecisionFixture.given;
import static io.nodepulse.commands.Histories.AT;
import static io.nodepulse.commands.Histories.ENROLLMENT;
import static io.nodepulse.commands.Histories.REGISTERED;
import static io.nodepulse.commands.Histories.REMOVED;
import static io.nodepulse.commands.Histories.RENAMED;
import static io.nodepulse.commands.Histories.REVOKED;
import static io.nodepulse.commands.Histories.SERVER;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.commands.refusal.CommandRefusal;
import io.nodepulse.commands.server.ServerLife;
import io.nodepulse.events.InvalidFieldException;
import io.nodepulse.events.ServerRenamed;

import org.junit.jupiter.api.Test;

class RenameServerTest {

    private static RenameServer to(String name) {
        return new RenameServer(SERVER, name, AT);
    }

    @Test
    void aServerGetsAnotherName() {
        given(REGISTERED)
                .when(to("db-1"), RenameServer::decide)
                .then(new ServerRenamed(SERVER, "db-1", "web-1", AT));
        given(REGISTERED, REVOKED)
                .when(to("db-1"), RenameServer::decide)
                .then(new ServerRenamed(SERVER, "db-1", "web-1", AT));
    }

    @Test
    void theNameThatItHasIsNoNews() {
        given(REGISTERED).when(to(REGISTERED.name()), RenameServer::decide).then();
        given(REGISTERED, RENAMED).when(to(RENAMED.name()), RenameServer::decide).then();
        given(REGISTERED, RENAMED)
                .when(to(REGISTERED.name()), RenameServer::decide)
                .then(new ServerRenamed(SERVER, "web-1", "web-2", RENAMED.renamedAt()));
    }

    /** The clock of another instance was ahead. */
    @Test
    void noEventOfALifeIsOlderThanTheOneBefore() {
        given(REGISTERED, RENAMED)
                .when(to("db-2"), RenameServer::decide)
                .then(new ServerRenamed(SERVER, "db-2", "web-2", RENAMED.renamedAt()));
    }

    @Test
    void onlyAServerHasAName() {
        given().when(to("db-1"), RenameServer::decide).thenRefused(CommandRefusal.UNKNOWN_SERVER);
        given(ENROLLMENT)
                .when(to("db-1"), RenameServer::decide)
                .thenRefused(CommandRefusal.UNKNOWN_SERVER);
        given(REGISTERED, REMOVED)
                .when(to("db-1"), RenameServer::decide)
                .thenRefused(CommandRefusal.UNKNOWN_SERVER);
    }

    @Test
    void aNameMustBeOneThatPeopleCanRead() {
        ServerLife registered = ServerLife.UNREGISTERED.evolve(REGISTERED);
        for (String name : new String[] {"", "a\nb", "n".repeat(254)}) {
            assertThatThrownBy(() -> RenameServer.decide(to(name), registered))
                    .isInstanceOf(InvalidFieldException.class)
                    .hasMessageStartingWith("name must");
        }
    }
}
