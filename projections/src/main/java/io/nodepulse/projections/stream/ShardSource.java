package io.nodepulse.projections.stream;

import io.nodepulse.events.ShardToken;
import io.nodepulse.events.store.read.ArchivedStretch;

import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.StreamingCondition;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The events of one shard that a projection wants. Thread-safe.
 *
 * @param archive what segments have of the shard
 * @param wanted those events
 * @param known adds to a token what the projection had no use for after it, which may be gone
 */
record ShardSource(
        EventStorageEngine engine,
        Archive archive,
        EventCriteria wanted,
        UnaryOperator<ShardToken> known) {

    /** What segments have of a shard. */
    @FunctionalInterface
    interface Archive {
        Optional<ArchivedStretch> after(ShardToken position);
    }

    /** The endless stream of what comes after that position. */
    MessageStream<EventMessage> after(ShardToken position) {
        return engine.stream(StreamingCondition.conditionFor(known.apply(position), wanted), null);
    }

    /** What a segment has of what comes next, where it has all of that. */
    Optional<ArchivedStretch> stretchAfter(ShardToken position) {
        return archive.after(known.apply(position));
    }
}
