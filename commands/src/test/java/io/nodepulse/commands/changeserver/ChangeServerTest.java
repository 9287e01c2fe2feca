package io.nodepulse.commands.changeserver;

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
import io.nodepulse.events.ServerTagsChanged;

import org.junit.jupiter.api.Test;

import java.util.List;

class ChangeServerTest {

    private static ChangeServer to(String name) {
        return new ChangeServer(SERVER, name, null, AT);
    }

    @Test
    void aServerGetsAnotherName() {
        given(REGISTERED)
                .when(to("db-1"), ChangeServer::decide)
                .then(new ServerRenamed(SERVER, "db-1", "web-1", AT));
        given(REGISTERED, REVOKED)
                .when(to("db-1"), ChangeServer::decide)
                .then(new ServerRenamed(SERVER, "db-1", "web-1", AT));
    }

    @Test
    void theNameThatItHasIsNoNews() {
        given(REGISTERED).when(to(REGISTERED.name()), ChangeServer::decide).then();
        given(REGISTERED, RENAMED).when(to(RENAMED.name()), ChangeServer::decide).then();
        given(REGISTERED, RENAMED)
                .when(to(REGISTERED.name()), ChangeServer::decide)
                .then(new ServerRenamed(SERVER, "web-1", "web-2", RENAMED.renamedAt()));
    }

    /** The clock of another instance was ahead. */
    @Test
    void noEventOfALifeIsOlderThanTheOneBefore() {
        given(REGISTERED, RENAMED)
                .when(to("db-2"), ChangeServer::decide)
                .then(new ServerRenamed(SERVER, "db-2", "web-2", RENAMED.renamedAt()));
    }

    @Test
    void onlyAServerHasAName() {
        given().when(to("db-1"), ChangeServer::decide).thenRefused(CommandRefusal.UNKNOWN_SERVER);
        given(ENROLLMENT)
                .when(to("db-1"), ChangeServer::decide)
                .thenRefused(CommandRefusal.UNKNOWN_SERVER);
        given(REGISTERED, REMOVED)
                .when(to("db-1"), ChangeServer::decide)
                .thenRefused(CommandRefusal.UNKNOWN_SERVER);
    }

    private static ChangeServer tagged(String... tags) {
        return new ChangeServer(SERVER, null, List.of(tags), AT);
    }

    @Test
    void aServerIsSortedByTheTagsItIsGivenLast() {
        ServerTagsChanged prod = new ServerTagsChanged(SERVER, List.of("prod", "team=db"), AT);
        given(REGISTERED).when(tagged("prod", "team=db"), ChangeServer::decide).then(prod);
        given(REGISTERED, prod).when(tagged("prod", "team=db"), ChangeServer::decide).then();
        given(REGISTERED).when(tagged(), ChangeServer::decide).then();
        given(REGISTERED, prod)
                .when(tagged(), ChangeServer::decide)
                .then(new ServerTagsChanged(SERVER, List.of(), AT));
        given(REGISTERED, prod, REVOKED, RENAMED)
                .when(tagged("prod", "team=db"), ChangeServer::decide)
                .then();
        given(REGISTERED, prod, REMOVED)
                .when(tagged("prod"), ChangeServer::decide)
                .thenRefused(CommandRefusal.UNKNOWN_SERVER);
    }

    @Test
    void bothAreChangedAtOnce() {
        given(REGISTERED)
                .when(new ChangeServer(SERVER, "db-1", List.of("prod"), AT), ChangeServer::decide)
                .then(
                        new ServerRenamed(SERVER, "db-1", "web-1", AT),
                        new ServerTagsChanged(SERVER, List.of("prod"), AT));
    }

    @Test
    void aNameMustBeOneThatPeopleCanRead() {
        ServerLife registered = ServerLife.UNREGISTERED.evolve(REGISTERED);
        for (String name : new String[] {"", "a\nb", "n".repeat(254)}) {
            assertThatThrownBy(() -> ChangeServer.decide(to(name), registered))
                    .isInstanceOf(InvalidFieldException.class)
                    .hasMessageStartingWith("name must");
        }
    }
}
