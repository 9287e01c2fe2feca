package io.nodepulse.commands.server;

import io.nodepulse.events.AgentTokenRevoked;
import io.nodepulse.events.AgentTokenRotated;
import io.nodepulse.events.ServerEvent;
import io.nodepulse.events.ServerRegistered;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What a server's events tell, reduced to what a decision asks.
 *
 * @param registered whether there is such a server
 * @param token hash of its agent's token; null while it has none
 * @param fading the token before that, while an agent may still show it
 */
public record ServerLife(
        boolean registered, @Nullable TokenHash token, @Nullable FadingToken fading) {

    /** Before the first event. */
    public static final ServerLife UNREGISTERED = new ServerLife(false, null, null);

    /**
     * A replaced token that is still good for a while.
     *
     * @param hash its hash
     * @param until from when on it is refused
     */
    public record FadingToken(TokenHash hash, Instant until) {}

    /** The state after that event. */
    public ServerLife evolve(ServerEvent event) {
        return switch (event) {
            case ServerRegistered registration ->
                    new ServerLife(true, new TokenHash(registration.agentTokenHash()), null);
            case AgentTokenRotated rotation ->
                    new ServerLife(
                            true,
                            new TokenHash(rotation.agentTokenHash()),
                            fadingUntil(rotation.previousValidUntil()));
            case AgentTokenRevoked ignored -> new ServerLife(true, null, null);
        };
    }

    private @Nullable FadingToken fadingUntil(@Nullable Instant until) {
        return token == null || until == null ? null : new FadingToken(token, until);
    }

    /** Whether a token of that hash is the agent's at that moment. */
    public boolean accepts(TokenHash presented, Instant at) {
        if (token != null && token.matches(presented)) {
            return true;
        }
        return fading != null && at.isBefore(fading.until()) && fading.hash().matches(presented);
    }
}
