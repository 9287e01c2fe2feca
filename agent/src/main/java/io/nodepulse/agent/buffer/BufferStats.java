package io.nodepulse.agent.buffer;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What the buffer holds and what it had to drop; written by the buffer, read by any thread.
 *
 * @param memoryRecords scrapes in memory; a gauge
 * @param diskRecords scrapes on disk; a gauge
 * @param diskBytes bytes on disk; a gauge
 * @param droppedFull scrapes dropped, oldest first, because the buffer was full
 * @param droppedExpired scrapes dropped because they were older than the retention
 * @param droppedCorrupt records whose checksum was wrong, and torn tails
 * @param writeErrors attempts to write to disk that failed
 */
public record BufferStats(
        AtomicLong memoryRecords,
        AtomicLong diskRecords,
        AtomicLong diskBytes,
        AtomicLong droppedFull,
        AtomicLong droppedExpired,
        AtomicLong droppedCorrupt,
        AtomicLong writeErrors) {

    /** All 0. */
    public BufferStats() {
        this(
                new AtomicLong(),
                new AtomicLong(),
                new AtomicLong(),
                new AtomicLong(),
                new AtomicLong(),
                new AtomicLong(),
                new AtomicLong());
    }
}
