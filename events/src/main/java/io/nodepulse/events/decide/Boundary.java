package io.nodepulse.events.decide;

import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.eventstreaming.EventCriteria;

import java.util.concurrent.CompletableFuture;

/**
 * The consistency boundary of a family of commands: the events that each is decided on, and what of
 * them this process knows. Thread-safe.
 *
 * @param <C> the commands
 * @param <S> what their events tell
 */
public interface Boundary<C, S> {

    /** Which events the command is decided on: where one came meanwhile, it is decided again. */
    EventCriteria events(C command);

    /** The engine of the shard that holds them. */
    EventStorageEngine engine(C command);

    /** What they tell, as far as this process knows, which may be behind. */
    CompletableFuture<Known<S>> find(C command);

    /** Drops what this process knows of them, because it is behind. */
    void forget(C command);
}
