package io.nodepulse.commands.issueenrollment;

import io.nodepulse.commands.refusal.CommandRefusal;
import io.nodepulse.commands.server.ServerCommand;
import io.nodepulse.commands.server.ServerLife;
import io.nodepulse.commands.server.ServerLife.Standing;
import io.nodepulse.commands.server.TokenHash;
import io.nodepulse.events.EnrollmentIssued;
import io.nodepulse.events.ServerEvent;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Let a machine register itself.
 *
 * @param serverId the identity that it will have
 * @param tokenHash hash of the token that it will show
 * @param at the moment, in whole milliseconds
 * @param expiresAt from when on the token is refused
 */
public record IssueEnrollment(UUID serverId, TokenHash tokenHash, Instant at, Instant expiresAt)
        implements ServerCommand {

    /** One token for each server that there may be. */
    public static List<ServerEvent> decide(IssueEnrollment command, ServerLife state) {
        if (state.standing() != Standing.NOT_YET || state.enrollment() != null) {
            throw CommandRefusal.ALREADY_REGISTERED.because(
                    "server " + command.serverId() + " is registered, or may be, already");
        }
        return List.of(
                new EnrollmentIssued(
                        command.serverId(),
                        command.tokenHash().hex(),
                        command.expiresAt(),
                        command.at()));
    }
}
