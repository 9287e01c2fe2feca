package io.nodepulse.events.store;

import io.nodepulse.events.Epoch;
import io.nodepulse.events.ShardToken;
import io.nodepulse.events.person.PersonSealing;
import io.nodepulse.events.store.append.Appender;
import io.nodepulse.events.store.entry.EntryEvents;
import io.nodepulse.events.store.epoch.EpochHistory;
import io.nodepulse.events.store.epoch.ShardMarker;
import io.nodepulse.events.store.read.EntryDecoder;
import io.nodepulse.events.store.read.FirstSince;
import io.nodepulse.events.store.read.ShardCursor;
import io.nodepulse.events.store.read.ShardReader;
import io.nodepulse.events.store.read.SourcedEvents;
import io.nodepulse.events.store.stream.StreamUnit;
import io.nodepulse.events.store.stream.TailStream;
import io.nodepulse.events.store.valkey.ShardKeys;
import io.nodepulse.events.wire.Entry;

import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.GlobalIndexPosition;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.Context;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.TerminalEventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Axon's storage engine over one shard. Events are numbered from 1 without gaps, but for what a
 * failover lost; the token of an event is its number and epoch, a consistency marker those of the
 * last event that was seen. Thread-safe.
 */
final class ValkeyStreamEngine implements EventStorageEngine {

    private static final ShardMarker NOTHING = new ShardMarker(0, Epoch.ORIGIN);

    private final ShardKeys keys;
    private final ShardReader reader;
    private final EntryDecoder decoder;
    private final PersonSealing sealing;
    private final Appender appender;
    private final Shard shard;
    private final Executor executor;
    private final Set<TailStream> openStreams;
    private final StreamUnit unit;

    ValkeyStreamEngine(
            Shard shard, Executor executor, Set<TailStream> openStreams, StreamUnit unit) {
        this.keys = shard.keys();
        this.reader = shard.reader();
        this.decoder = shard.decoder();
        this.sealing = shard.sealing();
        this.appender = shard.appender();
        this.shard = shard;
        this.executor = executor;
        this.openStreams = openStreams;
        this.unit = unit;
    }

    @Override
    public CompletableFuture<AppendTransaction<?>> appendEvents(
            AppendCondition condition,
            @Nullable ProcessingContext context,
            List<TaggedEventMessage<?>> events) {
        if (events.isEmpty()) {
            return CompletableFuture.completedFuture(
                    new AtomicAppend(() -> CompletableFuture.completedFuture(NOTHING)));
        }
        Entry entry = EntryEvents.entryOf(events);
        return CompletableFuture.completedFuture(new AtomicAppend(() -> append(condition, entry)));
    }

    /** Keys of persons may have to be waited for, on no thread of the client. */
    private CompletableFuture<ShardMarker> append(AppendCondition condition, Entry entry) {
        return sealing.concerns(entry)
                ? supply(() -> sealing.sealed(entry))
                        .thenCompose(stored -> appender.append(condition, stored))
                : appender.append(condition, entry);
    }

    @Override
    public MessageStream<EventMessage> source(
            SourcingCondition condition, @Nullable ProcessingContext context) {
        // The head comes first: whatever the indexes show up to it is all there is up to it.
        ShardMarker head = reader.marker();
        long after = Math.max(0, GlobalIndexPosition.toIndex(condition.start()));
        SourcedEvents events =
                new SourcedEvents(reader, decoder, condition.criteria(), after, head.sequence());
        Stream<SourcedEvents.Found> found =
                StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(
                                events, Spliterator.ORDERED | Spliterator.NONNULL),
                        false);
        return MessageStream.fromStream(
                        found,
                        item -> item.entry().message(item.sequence()),
                        item -> tokenContext(item))
                .concatWith(
                        MessageStream.just(
                                        TerminalEventMessage.INSTANCE, end -> markerContext(head))
                                .cast());
    }

    @Override
    public MessageStream<EventMessage> stream(
            StreamingCondition condition, @Nullable ProcessingContext context) {
        TailStream stream =
                TailStream.open(
                        shard.streamSource(),
                        ShardToken.of(condition.position()),
                        condition.criteria(),
                        unit,
                        openStreams::remove);
        openStreams.add(stream);
        return stream;
    }

    @Override
    public CompletableFuture<TrackingToken> firstToken(@Nullable ProcessingContext context) {
        return supply(
                () -> {
                    EpochHistory history = reader.history();
                    return token(beforeFirst(history), history);
                });
    }

    @Override
    public CompletableFuture<TrackingToken> latestToken(@Nullable ProcessingContext context) {
        return supply(
                () -> {
                    EpochHistory history = reader.history();
                    return token(history.head(), history);
                });
    }

    @Override
    public CompletableFuture<TrackingToken> tokenAt(
            Instant at, @Nullable ProcessingContext context) {
        return supply(
                () -> {
                    EpochHistory history = reader.history();
                    return token(
                            new FirstSince(reader, decoder, history)
                                    .find(at)
                                    .map(sequence -> sequence - 1)
                                    .orElseGet(history::head),
                            history);
                });
    }

    @Override
    public void describeTo(ComponentDescriptor descriptor) {
        descriptor.describeProperty("events", keys.events());
        descriptor.describeProperty("tokens", unit);
    }

    private <T> CompletableFuture<T> supply(Supplier<T> read) {
        return CompletableFuture.supplyAsync(read, executor);
    }

    private long beforeFirst(EpochHistory history) {
        ShardCursor cursor = reader.cursor();
        cursor.seek(0, history);
        return cursor.after(0, 1).stream()
                .findFirst()
                .map(append -> append.firstSequence() - 1)
                .orElseGet(history::head);
    }

    /** Where a reader begins that needs nothing up to that sequence, nor what is trimmed. */
    private static TrackingToken token(long sequence, EpochHistory history) {
        return new ShardToken(sequence, history.gone(), history.trailTo(sequence));
    }

    /** A sourced event's place. Nobody streams on from it. */
    private static Context tokenContext(SourcedEvents.Found found) {
        return TrackingToken.addToContext(
                Context.empty(), new GlobalSequenceTrackingToken(found.sequence()));
    }

    private static Context markerContext(ShardMarker head) {
        return Context.with(ConsistencyMarker.RESOURCE_KEY, head);
    }
}
