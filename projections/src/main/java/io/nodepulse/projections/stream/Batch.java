package io.nodepulse.projections.stream;

import io.nodepulse.events.Sampled;
import io.nodepulse.events.ShardToken;
import io.nodepulse.events.store.read.ArchivedStretch;
import io.nodepulse.events.store.read.NeededBlocks;

import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageStream.Entry;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.EventCriteria;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What is projected in one transaction: whole appends.
 *
 * @param parts hands out its events, in parts that are projected one after the other; the scrapes
 *     that one server has of an exporter are all in one part, in their order
 * @param token of the last append
 * @param lastEventAt the time that its last event bears
 */
record Batch(Parts parts, ShardToken token, Instant lastEventAt) {

    /** What hands out parts of a batch. */
    @FunctionalInterface
    interface Parts {
        void forEach(Consumer<List<EventMessage>> taker);
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
            count += count(event);
        }
        if (events.isEmpty()) {
            throw new IllegalArgumentException("a batch without events");
        }
        List<EventMessage> all = List.copyOf(events);
        return new Batch(taker -> taker.accept(all), last, all.getLast().timestamp());
    }

    /**
     * All of a stretch that is wanted, decoded while it is projected.
     *
     * @param needed blocks that are not are passed over
     * @param enough a part ends with the server that brings it to this many events
     */
    static Batch of(
            ArchivedStretch stretch, EventCriteria wanted, NeededBlocks needed, int enough) {
        return new Batch(
                taker -> {
                    Part part = new Part(enough, taker);
                    stretch.read(wanted, needed, part::add);
                    part.handOut();
                },
                stretch.end(),
                stretch.lastSampledAt());
    }

    /** The part that is being put together. */
    private static final class Part {

        private final int enough;
        private final Consumer<List<EventMessage>> taker;
        private List<EventMessage> events = new ArrayList<>();
        private long count;

        Part(int enough, Consumer<List<EventMessage>> taker) {
            this.enough = enough;
            this.taker = taker;
        }

        void add(List<EventMessage> ofOne) {
            events.addAll(ofOne);
            count += ofOne.stream().mapToLong(Batch::count).sum();
            if (count >= enough) {
                handOut();
            }
        }

        void handOut() {
            if (!events.isEmpty()) {
                taker.accept(List.copyOf(events));
                events = new ArrayList<>();
                count = 0;
            }
        }
    }

    private static int count(EventMessage event) {
        return event.payload() instanceof Sampled sampled ? sampled.size() : 1;
    }

    private static ShardToken token(Entry<EventMessage> entry) {
        return ShardToken.of(
                TrackingToken.fromContext(entry)
                        .orElseThrow(() -> new IllegalStateException("an event without token")));
    }
}
