package io.nodepulse.projections.stream;

import io.nodepulse.events.EpochTrail;
import io.nodepulse.events.ShardToken;
import io.nodepulse.events.store.epoch.StreamBreak;
import io.nodepulse.events.store.stream.TrackedStream;

import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.core.Context;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.QueueMessageStream;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.mockito.Mockito;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A shard in memory, whose streams can be made to fail. Thread-safe. */
final class TestShard {

    static final MessageType TYPE = new MessageType("Happened", "1");

    private record Append(List<EventMessage> events, ShardToken token) {}

    private final List<Append> appends = new ArrayList<>();
    private final List<Stream> streams = new ArrayList<>();
    private long events;
    private int streamsBesideOpenOnes;

    /** An engine that only this shard's streams can be had from. */
    EventStorageEngine engine() {
        EventStorageEngine engine = Mockito.mock(EventStorageEngine.class);
        Mockito.when(engine.firstToken(null))
                .thenReturn(CompletableFuture.completedFuture(token(0)));
        Mockito.when(engine.stream(Mockito.any(), Mockito.isNull()))
                .thenAnswer(call -> open(call.getArgument(0)));
        return engine;
    }

    static ShardToken token(long sequence) {
        return new ShardToken(sequence, sequence, EpochTrail.UNKNOWN);
    }

    static EventMessage event(String payload) {
        return new GenericEventMessage(TYPE, payload);
    }

    /** One append of those events. */
    synchronized void append(String... payloads) {
        events += payloads.length;
        Append append =
                new Append(Arrays.stream(payloads).map(TestShard::event).toList(), token(events));
        appends.add(append);
        openStreams().forEach(stream -> stream.offer(append));
    }

    /** One append that open streams do not hear of. */
    synchronized void appendUnheard(String payload) {
        events++;
        appends.add(new Append(List.of(event(payload)), token(events)));
    }

    synchronized void failStream() {
        openStreams().getFirst().completeExceptionally(new IllegalStateException("decoding"));
    }

    /** How often a stream was opened while another one was open. */
    synchronized int streamsBesideOpenOnes() {
        return streamsBesideOpenOnes;
    }

    private List<Stream> openStreams() {
        return streams.stream().filter(each -> !each.isClosed()).toList();
    }

    private synchronized Stream open(StreamingCondition condition) {
        streamsBesideOpenOnes += openStreams().size();
        Stream stream = new Stream();
        long after = ShardToken.of(condition.position()).sequence();
        appends.stream().filter(each -> each.token().sequence() > after).forEach(stream::offer);
        streams.add(stream);
        return stream;
    }

    private static final class Stream extends QueueMessageStream<EventMessage>
            implements TrackedStream {

        void offer(Append append) {
            Context context = TrackingToken.addToContext(Context.empty(), append.token());
            append.events().forEach(event -> offer(event, context));
        }

        @Override
        public ShardToken passedAfter(ShardToken processed) {
            return processed;
        }

        @Override
        public Optional<StreamBreak> broken() {
            return Optional.empty();
        }
    }
}
