package io.nodepulse.commands.recordscrape;

import io.nodepulse.commands.server.ServerLife;
import io.nodepulse.commands.server.TokenHash;

import java.time.Instant;
import java.util.UUID;

/**
 * What is known of a push before its body is read.
 *
 * @param serverId the server it is for
 * @param proof what came with it
 * @param receivedAt when it came
 */
record Push(UUID serverId, Proof proof, Instant receivedAt) {

    /** A push with a token of that hash. */
    Push(UUID serverId, TokenHash presented, Instant receivedAt) {
        this(serverId, new Proof.Token(presented), receivedAt);
    }

    /** Whether it comes from the agent of a server in that state. */
    boolean isFrom(ServerLife state) {
        return proof.holds(state, receivedAt);
    }
}
