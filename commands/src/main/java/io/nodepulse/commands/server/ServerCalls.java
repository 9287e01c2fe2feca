package io.nodepulse.commands.server;

import io.nodepulse.access.caller.AdminCalls;
import io.nodepulse.access.caller.Caller;
import io.nodepulse.access.scope.TaggedServers;
import io.nodepulse.commands.refusal.CommandRefusal;
import io.nodepulse.edge.Refused;
import io.nodepulse.events.administration.Actor;

import java.time.Instant;

/**
 * What callers ask of servers, of those that they may see: of all others they are told what they
 * are told of one that there is not. Thread-safe.
 */
public record ServerCalls(AdminCalls<ServerCommand> calls, TaggedServers servers) {

    /** The present moment, as events keep it. */
    public Instant now() {
        return calls.now();
    }

    /**
     * Returns when what follows from the command is on disk, with who sent it.
     *
     * @throws Refused if the caller may not see that server
     */
    public void send(ServerCommand command, Caller caller) {
        if (!servers.in(caller.scope()).include(command.serverId())) {
            throw CommandRefusal.UNKNOWN_SERVER.because("there is no server " + command.serverId());
        }
        calls.send(command, caller);
    }

    /** The same, for who is no caller of the table's: what they show is checked by the command. */
    public void send(ServerCommand command, Actor actor) {
        calls.send(command, actor);
    }
}
