package io.nodepulse.projections.stream;

import io.nodepulse.events.ShardToken;

import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.StreamingCondition;

import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The events of one shard that a projection wants. Thread-safe.
 *
 * @param types the types of those events
 * @param known adds to a token what the projection had no use for after it, which may be gone
 */
record ShardSource(
        EventStorageEngine engine, Set<QualifiedName> types, UnaryOperator<ShardToken> known) {

    /** The endless stream of what comes after that position. */
    MessageStream<EventMessage> after(ShardToken position) {
        EventCriteria criteria = EventCriteria.havingAnyTag().andBeingOneOfTypes(types);
        return engine.stream(
                StreamingCondition.conditionFor(known.apply(position), criteria), null);
    }
}
