package io.nodepulse.events.store.stream;

import io.nodepulse.events.ShardToken;
import io.nodepulse.events.store.entry.DecodedEntry;
import io.nodepulse.events.store.entry.EntryFilter;
import io.nodepulse.events.store.epoch.StreamBreak;

import org.axonframework.messaging.core.Context;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.SimpleEntry;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The endless stream of a shard's events from a position on, out of an {@link EntryFeed} of its
 * own. It completes only when it is closed or its feed has failed. Thread-safe.
 */
public final class TailStream implements MessageStream<EventMessage>, TrackedStream {

    private final EntryFeed feed;
    private final ReadyEntries ready;
    private final EntryFilter filter;
    private final StreamUnit unit;
    private final Consumer<TailStream> onClose;

    private final ReentrantLock lock = new ReentrantLock();
    private ReadyEntries.@Nullable Fed current;
    private long nextSequence;
    private long handedOut;
    private @Nullable Entry<EventMessage> peeked;
    private boolean closed;
    private volatile Runnable callback = () -> {};

    private TailStream(
            StreamSource source,
            ShardToken after,
            EventCriteria criteria,
            StreamUnit unit,
            Consumer<TailStream> onClose) {
        this.filter = new EntryFilter(criteria);
        this.unit = unit;
        this.onClose = onClose;
        this.nextSequence = after.sequence() + 1;
        this.handedOut = after.sequence();
        this.feed = new EntryFeed(source, after, filter, () -> callback.run());
        this.ready = feed.ready();
    }

    /** Opens the stream of events after that position. */
    public static TailStream open(
            StreamSource source,
            ShardToken after,
            EventCriteria criteria,
            StreamUnit unit,
            Consumer<TailStream> onClose) {
        TailStream stream = new TailStream(source, after, criteria, unit, onClose);
        stream.feed.start();
        return stream;
    }

    @Override
    public Optional<Entry<EventMessage>> next() {
        lock.lock();
        try {
            Entry<EventMessage> next = advance();
            peeked = null;
            if (next != null) {
                handedOut = nextSequence - 1;
            }
            return Optional.ofNullable(next);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Entry<EventMessage>> peek() {
        lock.lock();
        try {
            return Optional.ofNullable(advance());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean hasNextAvailable() {
        return peek().isPresent();
    }

    private @Nullable Entry<EventMessage> advance() {
        while (peeked == null && !closed) {
            ReadyEntries.Fed fed = currentEntry();
            if (fed == null) {
                return null;
            }
            DecodedEntry entry = fed.entry();
            if (unit == StreamUnit.APPEND && entry.isUniform()) {
                nextSequence = entry.lastSequence() + 1;
                peeked = new SimpleEntry<>(entry.whole(), context(fed, entry.lastSequence()));
                return peeked;
            }
            long sequence = nextSequence++;
            if (entry.isUniform() || filter.wants(entry, sequence)) {
                peeked = new SimpleEntry<>(entry.message(sequence), context(fed, sequence));
            }
        }
        return peeked;
    }

    private ReadyEntries.@Nullable Fed currentEntry() {
        while (isCurrentDone()) {
            current = ready.poll();
            if (current == null) {
                return null;
            }
            nextSequence = Math.max(nextSequence, current.entry().firstSequence());
        }
        return current;
    }

    private boolean isCurrentDone() {
        return current == null || nextSequence > current.entry().lastSequence();
    }

    private Context context(ReadyEntries.Fed fed, long sequence) {
        ShardToken token =
                switch (unit) {
                    case EVENT -> fed.token().at(sequence);
                    case APPEND -> fed.token();
                };
        return TrackingToken.addToContext(Context.empty(), token);
    }

    @Override
    public ShardToken passedAfter(ShardToken processed) {
        lock.lock();
        try {
            boolean allHandedOut = peeked == null && isCurrentDone();
            @Nullable ShardToken polled =
                    allHandedOut && handedOut <= processed.sequence() ? ready.polledUpTo() : null;
            return polled != null && polled.sequence() > processed.sequence() ? polled : processed;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<StreamBreak> broken() {
        return Optional.ofNullable(ready.broken());
    }

    @Override
    public void setCallback(Runnable newCallback) {
        callback = newCallback;
        if (hasNextAvailable()) {
            newCallback.run();
        }
    }

    @Override
    public Optional<Throwable> error() {
        return Optional.ofNullable(ready.failure());
    }

    @Override
    public boolean isCompleted() {
        lock.lock();
        try {
            return closed || (ready.failure() != null && advance() == null);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            peeked = null;
        } finally {
            lock.unlock();
        }
        feed.close();
        onClose.accept(this);
    }
}
