package io.nodepulse.events.store;

import io.nodepulse.events.ShardToken;
import io.nodepulse.events.wire.MalformedEntryException;

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

/**
 * Keeps the next entries of a shard ready. A thread of its own waits at Valkey for new ones,
 * decodes them, and pauses while enough are ready. While Valkey is away it tries again with backoff
 * and just has nothing to offer. It hands out nothing that does not follow on what it has read
 * before: where numbers are missing or stand for other events now, it says so and waits.
 * Thread-safe.
 */
final class EntryFeed implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EntryFeed.class);

    /** The reader pauses while this many events are ready. */
    private static final int MAX_READY_EVENTS = 100_000;

    private static final int ENTRIES_PER_READ = 256;
    private static final Duration WAIT = Duration.ofSeconds(2);
    private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(1);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(50);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(2);

    private final String name;
    private final ShardReader reader;
    private final EntryDecoder decoder;
    private final GivenNumbers given;
    private final BiConsumer<RawEntry, MalformedEntryException> poison;
    private final EntryFilter filter;
    private final Runnable available;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition roomOrClosed = lock.newCondition();
    private final Queue<Fed> ready = new ArrayDeque<>();
    private int readyEvents;
    private ShardToken position;
    private @Nullable StreamBreak broken;
    private boolean closed;
    private @Nullable Throwable failure;

    /** Whether the position is still to be compared with what the shard holds. */
    private boolean unchecked = true;

    /**
     * An entry.
     *
     * @param token the position after it
     */
    record Fed(DecodedEntry entry, ShardToken token) {}

    /**
     * Not yet reading.
     *
     * @param after entries that end after this position are read
     * @param poison told of each entry that cannot be read
     * @param filter entries that are kept ready; the others are passed over
     * @param available run whenever there may be more to poll, or nothing ever again
     */
    EntryFeed(
            String name,
            Shard shard,
            ShardToken after,
            BiConsumer<RawEntry, MalformedEntryException> poison,
            EntryFilter filter,
            Runnable available) {
        this.name = name;
        this.reader = shard.reader();
        this.decoder = shard.decoder();
        this.given = shard.given();
        this.position = after;
        this.poison = poison;
        this.filter = filter;
        this.available = available;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** The next entry, or null if none is ready. */
    @Nullable Fed poll() {
        lock.lock();
        try {
            Fed next = ready.poll();
            if (next != null) {
                readyEvents -= next.entry().entry().count();
                roomOrClosed.signalAll();
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Everything up to there was read and polled, or is not wanted; null if some is ready, or was
     * when this was closed.
     */
    @Nullable ShardToken polledUpTo() {
        lock.lock();
        try {
            return !closed && ready.isEmpty() ? position : null;
        } finally {
            lock.unlock();
        }
    }

    /** What keeps it from reading on, if anything does. */
    @Nullable StreamBreak broken() {
        lock.lock();
        try {
            return broken;
        } finally {
            lock.unlock();
        }
    }

    /** What ended the reading for good, if anything did. */
    @Nullable Throwable failure() {
        lock.lock();
        try {
            return failure;
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
            roomOrClosed.signalAll();
        } finally {
            lock.unlock();
        }
        thread.interrupt();
    }

    private void run() {
        Duration backoff = FIRST_BACKOFF;
        while (awaitRoom()) {
            try {
                readOnce();
                backoff = FIRST_BACKOFF;
            } catch (EventStoreUnavailableException e) {
                if (awaitClosed(backoff)) {
                    return;
                }
                log.warn("{} reads again after {}: {}", name, backoff, e.getMessage());
                backoff = min(backoff.multipliedBy(2), LONGEST_BACKOFF);
            } catch (RuntimeException e) {
                log.error("{} stops reading", name, e);
                fail(e);
                return;
            }
        }
    }

    private void readOnce() {
        if (broken() != null && awaitClosed(BETWEEN_CHECKS)) {
            return;
        }
        if (unchecked && !goesOn(reader.history())) {
            return;
        }
        List<RawEntry> entries = reader.awaitAfter(position.sequence(), ENTRIES_PER_READ, WAIT);
        // Where nothing comes, the shard may have gone back behind this position.
        unchecked = entries.isEmpty();
        for (RawEntry raw : entries) {
            if (!follows(raw)) {
                unchecked = true;
                return;
            }
            breakOff(null);
            take(raw);
            available.run();
        }
        if (entries.isEmpty()) {
            breakOff(null);
        }
    }

    private boolean goesOn(EpochHistory history) {
        position = Continuity.begin(position, history);
        Optional<StreamBreak> found = Continuity.breakAt(position, history);
        if (found.filter(each -> each.kind() == StreamBreak.Kind.AHEAD).isPresent()) {
            reader.reportGiven(position.sequence());
        }
        found.ifPresent(this::breakOff);
        return found.isEmpty();
    }

    /** Whether the entry comes right after the position, in the same history. */
    private boolean follows(RawEntry raw) {
        if (raw.firstSequence() == position.sequence() + 1
                && raw.epoch().equals(position.trail().last())) {
            return true;
        }
        EpochHistory history = reader.history();
        if (!goesOn(history)) {
            return false;
        }
        Optional<StreamBreak> gap = Continuity.gapBefore(raw, position, history);
        gap.ifPresent(this::breakOff);
        return gap.isEmpty();
    }

    private void breakOff(@Nullable StreamBreak found) {
        lock.lock();
        try {
            if (found != null && !found.equals(broken)) {
                log.error("{} stops: {}", name, found);
            }
            broken = found;
        } finally {
            lock.unlock();
        }
    }

    private void take(RawEntry raw) {
        given.saw(raw.lastSequence());
        ShardToken next = Continuity.after(raw, position);
        DecodedEntry entry = null;
        try {
            entry = filter.mayWant(raw) ? decoder.decode(raw) : null;
        } catch (RetiredEntryException e) {
            log.debug("{} passes over {}: {}", name, raw.id(), e.getMessage());
        } catch (MalformedEntryException e) {
            poison.accept(raw, e);
        }
        lock.lock();
        try {
            if (entry != null && filter.mayWant(entry)) {
                ready.add(new Fed(entry, next));
                readyEvents += entry.entry().count();
            }
            position = next;
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

    private boolean awaitClosed(Duration most) {
        lock.lock();
        try {
            long nanos = most.toNanos();
            while (!closed && nanos > 0) {
                nanos = roomOrClosed.awaitNanos(nanos);
            }
            return closed;
        } catch (InterruptedException e) {
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void fail(Throwable cause) {
        lock.lock();
        try {
            failure = cause;
        } finally {
            lock.unlock();
        }
        available.run();
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
