package io.nodepulse.commands.server;

import io.nodepulse.commands.refusal.CommandRefusal;
import io.nodepulse.edge.Refused;
import io.nodepulse.events.AgentTokenRevoked;
import io.nodepulse.events.AgentTokenRotated;
import io.nodepulse.events.EnrollmentIssued;
import io.nodepulse.events.HistoryErased;
import io.nodepulse.events.ServerEvent;
import io.nodepulse.events.ServerRegistered;
import io.nodepulse.events.ServerRemoved;
import io.nodepulse.events.ServerRenamed;
import io.nodepulse.events.ServerTagsChanged;
import io.nodepulse.events.administration.Actor;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What a server's events tell, reduced to what a decision asks.
 *
 * @param standing whether there is such a server
 * @param name what it is called; null where there is none
 * @param tags what it is sorted by
 * @param token hash of its agent's token; null while it has none
 * @param fading the token before that, while an agent may still show it
 * @param enrollment what registers it, or did; null where an operator registered it
 * @param lastAt time of its last event
 */
public record ServerLife(
        Standing standing,
        @Nullable String name,
        List<String> tags,
        @Nullable TokenHash token,
        @Nullable FadingToken fading,
        @Nullable Enrollment enrollment,
        Instant lastAt) {

    /** Before the first event. */
    public static final ServerLife UNREGISTERED =
            new ServerLife(Standing.NOT_YET, null, List.of(), null, null, null, Instant.EPOCH);

    /** Whether there is a server. */
    public enum Standing {
        NOT_YET,
        REGISTERED,
        /** For good. */
        REMOVED
    }

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
     * @param issuer who answers for it, as {@link Actor#name}; null if it is older than that was
     *     kept
     * @param issuedAt when they did
     */
    public record Enrollment(
            TokenHash hash, Instant until, @Nullable String issuer, Instant issuedAt) {}

    /** The state after that event, of which it does not matter who caused it. */
    public ServerLife evolve(ServerEvent event) {
        return evolve(event, null);
    }

    /**
     * The state after that event.
     *
     * @param actor who caused it, as {@link Actor#name}; null for what is older than that was kept
     */
    public ServerLife evolve(ServerEvent event, @Nullable String actor) {
        Instant at = notBefore(event.at());
        return switch (event) {
            case EnrollmentIssued issued -> enrolling(issued, actor, at);
            case ServerRegistered registration ->
                    new ServerLife(
                            Standing.REGISTERED,
                            registration.name(),
                            List.of(),
                            new TokenHash(registration.agentTokenHash()),
                            null,
                            enrollment,
                            at);
            case ServerRenamed renaming ->
                    new ServerLife(standing, renaming.name(), tags, token, fading, enrollment, at);
            case ServerTagsChanged tagging ->
                    new ServerLife(standing, name, tagging.tags(), token, fading, enrollment, at);
            case AgentTokenRotated rotation ->
                    bearing(
                            new TokenHash(rotation.agentTokenHash()),
                            fadingUntil(rotation.previousValidUntil()),
                            at);
            case AgentTokenRevoked ignored -> bearing(null, null, at);
            case HistoryErased ignored ->
                    new ServerLife(standing, name, tags, token, fading, enrollment, at);
            case ServerRemoved ignored ->
                    new ServerLife(Standing.REMOVED, null, List.of(), null, null, enrollment, at);
        };
    }

    private ServerLife enrolling(EnrollmentIssued issued, @Nullable String actor, Instant at) {
        return new ServerLife(
                standing,
                name,
                tags,
                token,
                fading,
                new Enrollment(
                        new TokenHash(issued.tokenHash()),
                        issued.expiresAt(),
                        actor,
                        issued.issuedAt()),
                at);
    }

    private ServerLife bearing(
            @Nullable TokenHash newToken, @Nullable FadingToken before, Instant at) {
        return new ServerLife(standing, name, tags, newToken, before, enrollment, at);
    }

    /**
     * That time, or that of its last event, whichever is later: instances have clocks of their own,
     * and what readers go by is the order of the times of a life.
     */
    public Instant notBefore(Instant at) {
        return at.isAfter(lastAt) ? at : lastAt;
    }

    private @Nullable FadingToken fadingUntil(@Nullable Instant until) {
        return token == null || until == null ? null : new FadingToken(token, until);
    }

    /** Whether there is such a server now. */
    public boolean registered() {
        return standing == Standing.REGISTERED;
    }

    /**
     * For what is asked of a server that must be there.
     *
     * @throws Refused if it is not
     */
    public void requireRegistered(UUID serverId) {
        if (!registered()) {
            throw CommandRefusal.UNKNOWN_SERVER.because(
                    standing == Standing.REMOVED
                            ? "server " + serverId + " was removed"
                            : "there is no server " + serverId);
        }
    }

    /**
     * For what is asked of a server that is there or was.
     *
     * @throws Refused if it never was
     */
    public void requireKnown(UUID serverId) {
        if (standing == Standing.NOT_YET) {
            throw CommandRefusal.UNKNOWN_SERVER.because("there is no server " + serverId);
        }
    }

    /**
     * What a server is called that must be there.
     *
     * @throws Refused if it is not
     */
    public String requireName(UUID serverId) {
        requireRegistered(serverId);
        return Objects.requireNonNull(name);
    }

    /** Whether a token of that hash is the agent's at that moment. */
    public boolean accepts(TokenHash presented, Instant at) {
        if (token != null && token.matches(presented)) {
            return true;
        }
        return fading != null && at.isBefore(fading.until()) && fading.hash().matches(presented);
    }
}
