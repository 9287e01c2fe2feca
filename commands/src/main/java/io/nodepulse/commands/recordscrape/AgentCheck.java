package io.nodepulse.commands.recordscrape;

import io.nodepulse.access.gate.Refusing;
import io.nodepulse.access.session.WrongTokens;
import io.nodepulse.commands.refusal.CommandRefusal;
import io.nodepulse.commands.server.ServerLife;
import io.nodepulse.commands.server.ServerLife.Standing;
import io.nodepulse.edge.Refused;

import java.time.Duration;

/**
 * Who may push for a server: its own agent, and nobody else. Tokens that are no agent's are counted
 * for their address, which is told so after some; a right one is taken from there as from anywhere.
 */
record AgentCheck(WrongTokens wrong) {

    /** Nobody has to wait with a right token, so whoever has got one shall not wait for long. */
    private static final Duration WAIT = Duration.ofSeconds(30);

    /**
     * The same, for what comes from that address.
     *
     * @param address whoever sent it
     */
    void require(Push push, ServerLife state, String address) {
        boolean isGuess =
                push.proof() instanceof Proof.Token
                        && !push.isFrom(state)
                        && state.standing() != Standing.REMOVED;
        if (isGuess && wrong.failed(address).isPositive()) {
            Refusing.holdBack();
            throw CommandRefusal.TOO_MANY_WRONG_TOKENS
                    .because(
                            "this token is not the one of server %s, nor were many from this address"
                                    .formatted(push.serverId()))
                    .after(WAIT);
        }
        require(push, state);
    }

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
