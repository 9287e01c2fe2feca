package io.nodepulse.commands.recordscrape;

import io.nodepulse.commands.refusal.CommandRefusal;
import io.nodepulse.commands.server.ServerLife;
import io.nodepulse.commands.server.ServerLife.Standing;
import io.nodepulse.edge.Refused;

/** Who may push for a server: its own agent, and nobody else. */
final class AgentCheck {

    private AgentCheck() {}

    /** Throws unless the token or certificate was one of that server's agent when the push came. */
    static void require(Push push, ServerLife state) {
        if (!state.registered()) {
            throw absent(push, state);
        }
        if (!push.isFrom(state)) {
            throw switch (push.proof()) {
                case Proof.Token ignored ->
                        CommandRefusal.BAD_AGENT_TOKEN.because(
                                "the token is not the one of server " + push.serverId());
                case Proof.Certificate ignored ->
                        CommandRefusal.BAD_CLIENT_CERTIFICATE.because(
                                "the agent of server " + push.serverId() + " is shut out");
            };
        }
    }

    private static Refused absent(Push push, ServerLife state) {
        return state.standing() == Standing.REMOVED
                ? CommandRefusal.SERVER_REMOVED.because(
                        "server %s was removed: stop its agent, or register the machine anew"
                                .formatted(push.serverId()))
                : CommandRefusal.UNREGISTERED_SERVER.because(
                        "server " + push.serverId() + " is not registered");
    }
}
