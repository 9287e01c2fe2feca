package io.nodepulse.events.store;

import static org.awaitility.Awaitility.await;

import io.nodepulse.events.ShardToken;
import io.nodepulse.events.store.epoch.StreamBreak;
import io.nodepulse.events.store.stream.TrackedStream;

import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.StreamingCondition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the events of shard 0 as they come, and remembers its token. */
public final class TestReader implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final MessageStream<EventMessage> stream;
    private final List<Object> read = new ArrayList<>();
    private ShardToken token;

    public TestReader(ValkeyEventStore store, TrackingToken after) {
        EventStorageEngine engine = store.engine(0);
        this.stream =
                engine.stream(
                        StreamingCondition.conditionFor(after, EventCriteria.havingAnyTag()), null);
        this.token = ShardToken.of(after);
    }

    /** The events that were read, waiting until there are so many. */
    public List<Object> awaitEvents(int count) {
        await().atMost(TIMEOUT)
                .until(
                        () -> {
                            while (read.size() < count && stream.hasNextAvailable()) {
                                stream.next().ifPresent(this::take);
                            }
                            return read.size() >= count;
                        });
        return read;
    }

    private void take(MessageStream.Entry<EventMessage> entry) {
        read.add(entry.message().payload());
        token = ShardToken.of(TrackingToken.fromContext(entry).orElseThrow());
    }

    /** What it stops at, waiting until it does. */
    public StreamBreak awaitBreak() {
        return await().atMost(TIMEOUT)
                .until(((TrackedStream) stream)::broken, Optional::isPresent)
                .orElseThrow();
    }

    /** Whether more was read than was handed out. */
    public boolean hasMore() {
        return passedAfter(token).equals(token);
    }

    /** As the stream says. */
    public ShardToken passedAfter(ShardToken processed) {
        return ((TrackedStream) stream).passedAfter(processed);
    }

    public ShardToken token() {
        return token;
    }

    @Override
    public void close() {
        stream.close();
    }
}
