package io.nodepulse.commands.enrollserver;

import io.nodepulse.access.account.Accounts;
import io.nodepulse.commands.refusal.CommandRefusal;
import io.nodepulse.commands.server.ServerCommand;
import io.nodepulse.commands.server.ServerLife;
import io.nodepulse.commands.server.ServerLife.Enrollment;
import io.nodepulse.commands.server.ServerLife.Standing;
import io.nodepulse.commands.server.TokenHash;
import io.nodepulse.edge.Refused;
import io.nodepulse.events.ServerEvent;
import io.nodepulse.events.ServerRegistered;
import io.nodepulse.events.administration.Role;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Register a server by an enrollment token.
 *
 * @param serverId the identity that the token is for
 * @param name what people will call it
 * @param enrollmentTokenHash hash of the token that was shown
 * @param agentTokenHash hash of the token that its agent will show
 * @param at the moment, in whole milliseconds
 */
public record EnrollServer(
        UUID serverId,
        String name,
        TokenHash enrollmentTokenHash,
        TokenHash agentTokenHash,
        Instant at)
        implements ServerCommand {

    /** Registers the server with the first use of its token. */
    public static List<ServerEvent> decide(EnrollServer command, ServerLife state) {
        requireGood(command.enrollmentTokenHash(), state, command.at());
        return List.of(
                new ServerRegistered(
                        command.serverId(),
                        command.name(),
                        command.agentTokenHash().hex(),
                        command.at()));
    }

    /**
     * Who does not show the very token learns nothing of the server.
     *
     * @throws Refused unless a token of that hash registers the server at that moment
     */
    static void requireGood(TokenHash shown, ServerLife state, Instant at) {
        Enrollment enrollment = state.enrollment();
        if (enrollment == null || !enrollment.hash().matches(shown)) {
            throw unknownToken();
        }
        if (state.standing() != Standing.NOT_YET) {
            throw CommandRefusal.ENROLLMENT_OVER.because(
                    "the enrollment token was used already: each registers one server");
        }
        if (!at.isBefore(enrollment.until())) {
            throw CommandRefusal.ENROLLMENT_OVER.because(
                    "the enrollment token was valid until %s: have a new one made"
                            .formatted(enrollment.until()));
        }
    }

    /**
     * Whoever issued the token must still be one who may register servers.
     *
     * @throws Refused if they are not
     */
    static void requireIssuer(@Nullable Enrollment enrollment, Accounts accounts, Instant at) {
        boolean stands =
                enrollment != null
                        && accounts.standing(enrollment.issuer(), enrollment.issuedAt())
                                .filter(standing -> standing.admitsToAll(Role.OPERATOR, at))
                                .isPresent();
        if (!stands) {
            throw CommandRefusal.ENROLLMENT_OVER.because(
                    "who issued the enrollment token may register servers no more: have a new one"
                            + " made");
        }
    }

    static Refused unknownToken() {
        return CommandRefusal.BAD_ENROLLMENT_TOKEN.because(
                "send Authorization: Bearer with an enrollment token that was issued here");
    }
}
