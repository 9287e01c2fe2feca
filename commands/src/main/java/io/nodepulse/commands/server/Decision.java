package io.nodepulse.commands.server;

import java.util.List;

/**
 * What follows from a command: a pure function of the command and of what is known.
 *
 * @param <C> the command
 * @param <E> the events it leads to
 */
@FunctionalInterface
public interface Decision<C extends ServerCommand, E> {

    /** The events that follow; throws where the command is refused. */
    List<E> decide(C command, ServerState state);
}
