package io.nodepulse.projections.stream;

import io.nodepulse.events.Sampled;
import io.nodepulse.events.ShardToken;

import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageStream.Entry;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is projected in one transaction: whole appends.
 *
 * @param events in stream order, at least one
 * @param token of the last append
 */
record Batch(List<EventMessage> events, ShardToken token) {

    Batch {
        events = List.copyOf(events);
        if (events.isEmpty()) {
            throw new IllegalArgumentException("a batch without events");
        }
    }

    /**
     * Takes what is there, without waiting.
     *
     * @param stream must have something
     * @param enough the batch ends with the append that brings it to this many events; each sample
     *     of a scrape is one
     */
    static Batch take(MessageStream<EventMessage> stream, int enough) {
        List<EventMessage> events = new ArrayList<>();
        ShardToken last = ShardToken.of(null);
        long count = 0;
        for (Optional<Entry<EventMessage>> next = stream.peek();
                next.isPresent();
                next = stream.peek()) {
            ShardToken token = token(next.get());
            if (count >= enough && !token.equals(last)) {
                break;
            }
            stream.next();
            EventMessage event = next.get().message();
            events.add(event);
            last = token;
            count += event.payload() instanceof Sampled sampled ? sampled.size() : 1;
        }
        return new Batch(events, last);
    }

    private static ShardToken token(Entry<EventMessage> entry) {
        return ShardToken.of(
                TrackingToken.fromContext(entry)
                        .orElseThrow(() -> new IllegalStateException("an event without token")));
    }
}
