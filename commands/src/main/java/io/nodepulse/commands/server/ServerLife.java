package io.nodepulse.commands.server;

import io.nodepulse.events.AgentTokenRevoked;
import io.nodepulse.events.AgentTokenRotated;
import io.nodepulse.events.EnrollmentIssued;
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
 * @param enrollment what registers it, or did; null where an operator registered it
 */
public record ServerLife(
        boolean registered,
        @Nullable TokenHash token,
        @Nullable FadingToken fading,
        @Nullable Enrollment enrollment) {

    /** Before the first event. */
    public static final ServerLife UNREGISTERED = new ServerLife(false, null, null, null);

    /**
     * A replaced token that is still good for a while.
     *
     * @param hash its hash
     * @param until from when on it is refused
     */
    public record FadingToken(TokenHash hash, Instant until) {}

    /**
     * That a server of this id may be registered by whoever shows a token.
     *
     * @param hash the token's hash
     * @param until from when on it is refused
     */
    public record Enrollment(TokenHash hash, Instant until) {}

    /** The state after that event. */
    public ServerLife evolve(ServerEvent event) {
        return switch (event) {
            case EnrollmentIssued issued ->
                    new ServerLife(
                            registered,
                            token,
                            fading,
                            new Enrollment(new TokenHash(issued.tokenHash()), issued.expiresAt()));
            case ServerRegistered registration ->
                    bearing(new TokenHash(registration.agentTokenHash()), null);
            case AgentTokenRotated rotation ->
                    bearing(
                            new TokenHash(rotation.agentTokenHash()),
                            fadingUntil(rotation.previousValidUntil()));
            case AgentTokenRevoked ignored -> bearing(null, null);
        };
    }

    private ServerLife bearing(@Nullable TokenHash newToken, @Nullable FadingToken before) {
        return new ServerLife(true, newToken, before, enrollment);
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
