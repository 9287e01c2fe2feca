package io.nodepulse.commands.registerserver;

import static io.nodepulse.commands.DecisionFixture.given;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.commands.Histories;
import io.nodepulse.commands.refusal.CommandRefusal;
import io.nodepulse.commands.server.ServerLife;
import io.nodepulse.events.InvalidFieldException;

import org.junit.jupiter.api.Test;

class RegisterServerTest {

    private static RegisterServer named(String name) {
        return new RegisterServer(Histories.SERVER, name, Histories.FIRST_TOKEN, Histories.AT);
    }

    @Test
    void aNewServerJoins() {
        given().when(named("web-1"), RegisterServer::decide).then(Histories.REGISTERED);
    }

    @Test
    void aServerJoinsOnce() {
        given(Histories.REGISTERED)
                .when(named("web-2"), RegisterServer::decide)
                .thenRefused(CommandRefusal.ALREADY_REGISTERED);
    }

    @Test
    void aNameMustBeOneThatPeopleCanRead() {
        for (String name : new String[] {"", "a\nb", "n".repeat(254)}) {
            assertThatThrownBy(() -> RegisterServer.decide(named(name), ServerLife.UNREGISTERED))
                    .isInstanceOf(InvalidFieldException.class)
                    .hasMessageStartingWith("name must");
        }
    }
}
