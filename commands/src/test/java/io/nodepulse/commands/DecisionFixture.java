package io.nodepulse.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.commands.refusal.CommandRefusal;
import io.nodepulse.commands.server.Decision;
import io.nodepulse.commands.server.ServerCommand;
import io.nodepulse.commands.server.ServerState;
import io.nodepulse.edge.Refused;
import io.nodepulse.events.ServerEvent;

import java.util.List;

/** Given what happened, when a command comes, then these events follow, or this refusal. */
public final class DecisionFixture {

    private ServerState state = ServerState.UNREGISTERED;

    private DecisionFixture() {}

    public static DecisionFixture given(ServerEvent... events) {
        DecisionFixture fixture = new DecisionFixture();
        for (ServerEvent event : events) {
            fixture.state = fixture.state.evolve(event);
        }
        return fixture;
    }

    public <C extends ServerCommand, E> Outcome<E> when(C command, Decision<C, E> decision) {
        return new Outcome<>(() -> decision.decide(command, state));
    }

    /** What comes of it. */
    public static final class Outcome<E> {

        private interface Deciding<E> {
            List<E> decide();
        }

        private final Deciding<E> deciding;

        private Outcome(Deciding<E> deciding) {
            this.deciding = deciding;
        }

        @SafeVarargs
        public final void then(E... events) {
            assertThat(deciding.decide()).containsExactly(events);
        }

        public void thenRefused(CommandRefusal refusal) {
            assertThatThrownBy(deciding::decide)
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.reason()).contains(refusal.tag()));
        }
    }
}
