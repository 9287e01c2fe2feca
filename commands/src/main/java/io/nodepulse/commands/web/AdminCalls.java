package io.nodepulse.commands.web;

import io.nodepulse.commands.refusal.Refusal;
import io.nodepulse.commands.refusal.RefusedException;
import io.nodepulse.commands.server.ServerCommand;
import io.nodepulse.commands.server.ServerCommands;
import io.nodepulse.commands.server.StoreAnswers;
import io.nodepulse.commands.server.TokenHash;
import io.nodepulse.events.ProcessSampled;

import jakarta.servlet.http.HttpServletRequest;

import java.time.Instant;
import java.time.InstantSource;

/** What every call of an administrator does: show the token, then have something decided. */
public final class AdminCalls {

    private final TokenHash adminToken;
    private final ServerCommands commands;
    private final StoreAnswers answers;
    private final InstantSource clock;

    public AdminCalls(
            String adminToken, ServerCommands commands, StoreAnswers answers, InstantSource clock) {
        if (adminToken.isBlank()) {
            throw new IllegalArgumentException("nodepulse.admin.token must not be blank");
        }
        this.adminToken = TokenHash.of(adminToken);
        this.commands = commands;
        this.answers = answers;
        this.clock = clock;
    }

    /** Throws unless the request brings the administrator's token. */
    public void requireAdmin(HttpServletRequest request) {
        if (!BearerToken.hashOf(request).map(adminToken::matches).orElse(false)) {
            throw new RefusedException(
                    Refusal.BAD_ADMIN_TOKEN,
                    "this call needs Authorization: Bearer with the administrator's token");
        }
    }

    /** The present moment, as events keep it. */
    public Instant now() {
        return ProcessSampled.toResolution(clock.instant());
    }

    /** Returns when what follows from the command is on disk. */
    public void send(ServerCommand command) {
        answers.await(commands.send(command));
    }
}
