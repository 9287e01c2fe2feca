package io.nodepulse.commands.recordscrape;

import io.nodepulse.commands.refusal.Refusal;
import io.nodepulse.commands.refusal.RefusedException;
import io.nodepulse.commands.server.ServerState;

/** Who may push for a server: its own agent, and nobody else. */
final class AgentCheck {

    private AgentCheck() {}

    /** Throws unless the token or certificate was one of that server's agent when the push came. */
    static void require(Push push, ServerState state) {
        if (!state.registered()) {
            throw new RefusedException(
                    Refusal.UNREGISTERED_SERVER,
                    "server " + push.serverId() + " is not registered");
        }
        if (!push.isFrom(state)) {
            throw switch (push.proof()) {
                case Proof.Token ignored ->
                        new RefusedException(
                                Refusal.BAD_AGENT_TOKEN,
                                "the token is not the one of server " + push.serverId());
                case Proof.Certificate ignored ->
                        new RefusedException(
                                Refusal.BAD_CLIENT_CERTIFICATE,
                                "the agent of server " + push.serverId() + " is shut out");
            };
        }
    }
}
