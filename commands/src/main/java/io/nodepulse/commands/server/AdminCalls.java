package io.nodepulse.commands.server;

import io.nodepulse.access.act.Caller;
import io.nodepulse.events.ProcessSampled;

import java.time.Instant;
import java.time.InstantSource;

/** What every call of an administrator does: have something decided, in the caller's name. */
public final class AdminCalls {

    private final ServerCommands commands;
    private final StoreAnswers answers;
    private final InstantSource clock;

    public AdminCalls(ServerCommands commands, StoreAnswers answers, InstantSource clock) {
        this.commands = commands;
        this.answers = answers;
        this.clock = clock;
    }

    /** The present moment, as events keep it. */
    public Instant now() {
        return ProcessSampled.toResolution(clock.instant());
    }

    /** Returns when what follows from the command is on disk, with who sent it. */
    public void send(ServerCommand command, Caller caller) {
        answers.await(commands.send(command, caller.actor().metadata()));
    }
}
