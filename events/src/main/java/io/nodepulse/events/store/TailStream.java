package io.nodepulse.events.store;

import io.nodepulse.events.wire.MalformedEntryException;

import org.axonframework.messaging.core.Context;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.SimpleEntry;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The endless stream of a shard's events from a position on. A thread of its own waits at Valkey
 * for new entries, decodes them and keeps a bounded number ready. While Valkey is away it tries
 * again with backoff; the stream just has nothing to offer meanwhile. Thread-safe.
 */
final class TailStream implements MessageStream<EventMessage>, TrackedStream {

    private static final Logger log = LoggerFactory.getLogger(TailStream.class);

    /** The reader pauses while this many events are ready. */
    private static final int MAX_READY_EVENTS = 100_000;

    private static final int ENTRIES_PER_READ = 256;
    private static final Duration WAIT = Duration.ofSeconds(2);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(50);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(2);

    private final ShardReader reader;
    private final EntryDecoder decoder;
    private final BiConsumer<RawEntry, MalformedEntryException> poison;
    private final EventCriteria criteria;
    private final TokenGranularity granularity;
    private final Consumer<TailStream> onClose;
    private final String streamName;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition roomOrClosed = lock.newCondition();
    private final Queue<DecodedEntry> ready = new ArrayDeque<>();
    private int readyEvents;
    private @Nullable DecodedEntry current;
    private long nextSequence;
    private long handedOut;
    private long readUpTo;
    private @Nullable Entry<EventMessage> peeked;
    private boolean closed;
    private volatile Runnable callback = () -> {};

    TailStream(
            ShardReader reader,
            EntryDecoder decoder,
            BiConsumer<RawEntry, MalformedEntryException> poison,
            long after,
            EventCriteria criteria,
            TokenGranularity granularity,
            Consumer<TailStream> onClose,
            String streamName) {
        this.reader = reader;
        this.decoder = decoder;
        this.poison = poison;
        this.criteria = criteria;
        this.granularity = granularity;
        this.onClose = onClose;
        this.streamName = streamName;
        this.nextSequence = after + 1;
        this.handedOut = after;
        this.readUpTo = after;
        this.thread = Thread.ofVirtual().name(streamName).start(() -> run(after));
    }

    private void run(long after) {
        long position = after;
        Duration backoff = FIRST_BACKOFF;
        while (awaitRoom()) {
            try {
                position = readOnce(position);
                backoff = FIRST_BACKOFF;
            } catch (EventStoreUnavailableException e) {
                if (isCompleted()) {
                    return;
                }
                log.warn("{} reads again in {}: {}", streamName, backoff, e.getMessage());
                pause(backoff);
                backoff = min(backoff.multipliedBy(2), LONGEST_BACKOFF);
            }
        }
    }

    private long readOnce(long after) {
        List<RawEntry> entries = reader.awaitAfter(after, ENTRIES_PER_READ, WAIT);
        long position = after;
        for (RawEntry raw : entries) {
            try {
                DecodedEntry entry = decoder.decode(raw);
                if (!entry.isUniform() || entry.matches(entry.lastSequence(), criteria)) {
                    offer(entry);
                }
            } catch (RetiredEntryException e) {
                log.debug("{} passes over {}: {}", streamName, raw.id(), e.getMessage());
            } catch (MalformedEntryException e) {
                poison.accept(raw, e);
            }
            position = raw.lastSequence();
        }
        if (!entries.isEmpty()) {
            haveRead(position);
            callback.run();
        }
        return position;
    }

    private void haveRead(long position) {
        lock.lock();
        try {
            readUpTo = position;
        } finally {
            lock.unlock();
        }
    }

    private void offer(DecodedEntry entry) {
        lock.lock();
        try {
            ready.add(entry);
            readyEvents += entry.entry().count();
        } finally {
            lock.unlock();
        }
    }

    private boolean awaitRoom() {
        lock.lock();
        try {
            while (!closed && readyEvents >= MAX_READY_EVENTS) {
                roomOrClosed.await();
            }
            return !closed;
        } catch (InterruptedException e) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void pause(Duration backoff) {
        lock.lock();
        try {
            long nanos = backoff.toNanos();
            while (!closed && nanos > 0) {
                nanos = roomOrClosed.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
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
            DecodedEntry entry = currentEntry();
            if (entry == null) {
                return null;
            }
            long sequence = nextSequence++;
            if (entry.isUniform() || entry.matches(sequence, criteria)) {
                peeked = new SimpleEntry<>(entry.message(sequence), context(entry, sequence));
            }
        }
        return peeked;
    }

    private @Nullable DecodedEntry currentEntry() {
        while (current == null || nextSequence > current.lastSequence()) {
            current = ready.poll();
            if (current == null) {
                return null;
            }
            nextSequence = Math.max(nextSequence, current.firstSequence());
            readyEvents -= current.entry().count();
            if (readyEvents < MAX_READY_EVENTS) {
                roomOrClosed.signalAll();
            }
        }
        return current;
    }

    private Context context(DecodedEntry entry, long sequence) {
        long token =
                switch (granularity) {
                    case EVENT -> sequence;
                    case APPEND -> entry.lastSequence();
                };
        return TrackingToken.addToContext(Context.empty(), new GlobalSequenceTrackingToken(token));
    }

    @Override
    public long passedAfter(long processed) {
        lock.lock();
        try {
            boolean allHandedOut =
                    peeked == null
                            && ready.isEmpty()
                            && (current == null || nextSequence > current.lastSequence());
            return allHandedOut && handedOut <= processed
                    ? Math.max(processed, readUpTo)
                    : processed;
        } finally {
            lock.unlock();
        }
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
        return Optional.empty();
    }

    @Override
    public boolean isCompleted() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            ready.clear();
            peeked = null;
            roomOrClosed.signalAll();
        } finally {
            lock.unlock();
        }
        thread.interrupt();
        onClose.accept(this);
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
