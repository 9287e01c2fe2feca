package io.nodepulse.events.decide;

import java.util.List;

/**
 * What follows from a command: a pure function of the command and of what is known.
 *
 * @param <C> the command
 * @param <S> the state it is decided on
 */
@FunctionalInterface
public interface Decision<C, S> {

    /** The events that follow, which may be none; throws where the command is refused. */
    List<?> decide(C command, S state);
}
