package io.nodepulse.access.caller;

import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.administration.Actor;
import io.nodepulse.events.decide.Decider;
import io.nodepulse.events.decide.StoreAnswers;

import java.time.Instant;
import java.time.InstantSource;

/**
 * What every call of an administrator does: have something decided, in the caller's name.
 *
 * @param <B> the commands that these calls send
 */
public final class AdminCalls<B> {

    private final Decider<B, ?> commands;
    private final StoreAnswers answers;
    private final InstantSource clock;

    public AdminCalls(Decider<B, ?> commands, StoreAnswers answers, InstantSource clock) {
        this.commands = commands;
        this.answers = answers;
        this.clock = clock;
    }

    /** The present moment, as events keep it. */
    public Instant now() {
        return ProcessSampled.toResolution(clock.instant());
    }

    /** Returns when what follows from the command is on disk, with who sent it. */
    public void send(B command, Caller caller) {
        send(command, caller.actor());
    }

    /** The same, for who is no caller of the table's: what they show is checked by the command. */
    public void send(B command, Actor actor) {
        answers.await(commands.send(command, actor.metadata()));
    }
}
