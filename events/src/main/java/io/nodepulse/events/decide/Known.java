package io.nodepulse.events.decide;

import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.eventhandling.EventMessage;

import java.util.function.BiFunction;

/**
 * A state as of a position in the event store.
 *
 * @param state what the boundary's events told up to there
 * @param asOf the position; events beyond it are not in the state
 */
public record Known<S>(S state, ConsistencyMarker asOf) {

    /** What is known before the first event is read. */
    public static <S> Known<S> nothing(S initial) {
        return new Known<>(initial, ConsistencyMarker.ORIGIN);
    }

    /**
     * What is known after one more entry of the stream that sourcing gives, whose last is no event
     * but says how far it went.
     */
    public Known<S> after(
            MessageStream.Entry<EventMessage> entry, BiFunction<S, EventMessage, S> evolve) {
        ConsistencyMarker end = entry.getResource(ConsistencyMarker.RESOURCE_KEY);
        if (end != null) {
            return new Known<>(state, end);
        }
        EventMessage event = entry.message();
        return event.payload() == null ? this : new Known<>(evolve.apply(state, event), asOf);
    }
}
