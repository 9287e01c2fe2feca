package io.nodepulse.agent.buffer;

import java.util.concurrent.atomic.AtomicLong;

/** What the buffer holds and what it had to drop; written by the buffer, read by any thread. */
public final class BufferStats {

    private final AtomicLong memoryRecords = new AtomicLong();
    private final AtomicLong diskRecords = new AtomicLong();
    private final AtomicLong diskBytes = new AtomicLong();
    private final AtomicLong droppedFull = new AtomicLong();
    private final AtomicLong droppedExpired = new AtomicLong();
    private final AtomicLong droppedCorrupt = new AtomicLong();
    private final AtomicLong writeErrors = new AtomicLong();

    /** Scrapes in memory; a gauge. */
    public AtomicLong memoryRecords() {
        return memoryRecords;
    }

    /** Scrapes on disk; a gauge. */
    public AtomicLong diskRecords() {
        return diskRecords;
    }

    /** Bytes on disk; a gauge. */
    public AtomicLong diskBytes() {
        return diskBytes;
    }

    /** Scrapes dropped, oldest first, because the buffer was full. */
    public AtomicLong droppedFull() {
        return droppedFull;
    }

    /** Scrapes dropped because they were older than the retention. */
    public AtomicLong droppedExpired() {
        return droppedExpired;
    }

    /** Records whose checksum was wrong, and torn tails. */
    public AtomicLong droppedCorrupt() {
        return droppedCorrupt;
    }

    /** Attempts to write to disk that failed. */
    public AtomicLong writeErrors() {
        return writeErrors;
    }
}
