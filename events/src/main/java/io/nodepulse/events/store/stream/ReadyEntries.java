package io.nodepulse.events.store.stream;

import io.nodepulse.events.ShardToken;
import io.nodepulse.events.store.entry.DecodedEntry;
import io.nodepulse.events.store.epoch.StreamBreak;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The entries of a shard that were read and not yet handed out, and how far the reading has come.
 * One thread reads, and waits while enough are ready; any thread polls. Thread-safe.
 */
final class ReadyEntries {

    /** The reader pauses while this many events are ready. */
    private static final int MAX_READY_EVENTS = 100_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition roomOrClosed = lock.newCondition();
    private final Queue<Fed> ready = new ArrayDeque<>();
    private int readyEvents;
    private ShardToken position;
    private @Nullable StreamBreak broken;
    private boolean closed;
    private @Nullable Throwable failure;

    /**
     * An entry.
     *
     * @param token the position after it
     */
    record Fed(DecodedEntry entry, ShardToken token) {}

    /**
     * Nothing is read yet.
     *
     * @param position where reading begins
     */
    ReadyEntries(ShardToken position) {
        this.position = position;
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

    /** Up to where was read. */
    ShardToken position() {
        lock.lock();
        try {
            return position;
        } finally {
            lock.unlock();
        }
    }

    /** Up to there was read, and nothing of it is wanted. */
    void pass(ShardToken next) {
        lock.lock();
        try {
            position = next;
        } finally {
            lock.unlock();
        }
    }

    /** The entry was read. */
    void add(DecodedEntry entry, ShardToken next) {
        lock.lock();
        try {
            ready.add(new Fed(entry, next));
            readyEvents += entry.entry().count();
            position = next;
        } finally {
            lock.unlock();
        }
    }

    /** What keeps the reader from going on, if anything does. */
    @Nullable StreamBreak broken() {
        lock.lock();
        try {
            return broken;
        } finally {
            lock.unlock();
        }
    }

    /**
     * @param found what keeps the reader from going on, null for nothing
     * @return whether that is something else than before
     */
    boolean breakOff(@Nullable StreamBreak found) {
        lock.lock();
        try {
            boolean changed = !Objects.equals(found, broken);
            broken = found;
            return changed;
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

    void fail(Throwable cause) {
        lock.lock();
        try {
            failure = cause;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            ready.clear();
            roomOrClosed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until more may be read; false if nothing may any more. */
    boolean awaitRoom() {
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

    /** Waits until this is closed, at most so long; whether it is. */
    boolean awaitClosed(Duration most) {
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
}
