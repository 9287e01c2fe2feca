package io.nodepulse.commands.web;

import io.nodepulse.commands.server.ServerCommand;
import io.nodepulse.commands.server.ServerCommands;
import io.nodepulse.commands.server.StoreAnswers;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.service.AdminToken;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;

import java.time.Instant;
import java.time.InstantSource;

/** What every call of an administrator does: show the token, then have something decided. */
public final class AdminCalls {

    private final AdminToken adminToken;
    private final ServerCommands commands;
    private final StoreAnswers answers;
    private final InstantSource clock;

    public AdminCalls(
            AdminToken adminToken,
            ServerCommands commands,
            StoreAnswers answers,
            InstantSource clock) {
        this.adminToken = adminToken;
        this.commands = commands;
        this.answers = answers;
        this.clock = clock;
    }

    /** Throws unless the request brings the administrator's token. */
    public void requireAdmin(HttpServletRequest request) {
        adminToken.require(request.getHeader(HttpHeaders.AUTHORIZATION));
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
