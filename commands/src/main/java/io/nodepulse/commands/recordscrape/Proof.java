package io.nodepulse.commands.recordscrape;

import io.nodepulse.commands.server.ServerLife;
import io.nodepulse.commands.server.TokenHash;

import java.time.Instant;

/** What a push shows to prove whose it is. */
sealed interface Proof {

    /** Whether it is the agent's of a server in that state at that moment. */
    boolean holds(ServerLife state, Instant at);

    /**
     * The agent's token.
     *
     * @param hash its hash
     */
    record Token(TokenHash hash) implements Proof {

        @Override
        public boolean holds(ServerLife state, Instant at) {
            return state.accepts(hash, at);
        }
    }

    /**
     * A client certificate that names the server, from an authority that the listener trusts. An
     * agent that is shut out stays so: its certificate is as good as the server's token.
     */
    record Certificate() implements Proof {

        @Override
        public boolean holds(ServerLife state, Instant at) {
            return state.token() != null;
        }
    }
}
