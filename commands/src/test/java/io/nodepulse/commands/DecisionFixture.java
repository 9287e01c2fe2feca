package io.nodepulse.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.commands.refusal.CommandRefusal;
import io.nodepulse.commands.server.ServerCommand;
import io.nodepulse.commands.server.ServerLife;
import io.nodepulse.edge.Refused;
import io.nodepulse.events.ServerEvent;
import io.nodepulse.events.decide.Decision;

import java.util.List;

/** Given what happened, when a command comes, then these events follow, or this refusal. */
public final class DecisionFixture {

    private ServerLife state = ServerLife.UNREGISTERED;

    private DecisionFixture() {}

    public static DecisionFixture given(ServerEvent... events) {
        DecisionFixture fixture = new DecisionFixture();
        for (ServerEvent event : events) {
            fixture.state = fixture.state.evolve(event);
        }
        return fixture;
    }

    public <C extends ServerCommand> Outcome when(C command, Decision<C, ServerLife> decision) {
        return new Outcome(() -> decision.decide(command, state));
    }

    /** What comes of it. */
    public static final class Outcome {

        private interface Deciding {
            List<?> decide();
        }

        private final Deciding deciding;

        private Outcome(Deciding deciding) {
            this.deciding = deciding;
        }

        public void then(Object... events) {
            assertThat(deciding.decide()).isEqualTo(List.of(events));
        }

        public void thenRefused(CommandRefusal refusal) {
            assertThatThrownBy(deciding::decide)
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.reason()).contains(refusal.tag()));
        }
    }
}
