package io.nodepulse.agent.buffer;

import io.nodepulse.agent.payload.ExporterKind;
import io.nodepulse.agent.telemetry.Log;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * The queue between the exporters and the server. Scrapes wait in memory while the server takes
 * them; once it does not, all go to disk, and new ones follow them there until the disk is empty
 * again, so that the order never changes. Thread-safe.
 *
 * <p>Bounded: on disk by the configured bytes and hours, in memory by {@value #MAX_IN_MEMORY}
 * scrapes and {@value #MAX_BYTES_IN_MEMORY} bytes, but for one scrape that has more, which only
 * counts when the disk cannot be written. What is full drops its oldest.
 */
public final class ScrapeBuffer implements Closeable {

    /** More than these in memory go to disk: the server is slower than the exporters. */
    static final int SPILL_AT = 16;

    /** Of several in memory; a scrape of 168 groups with all figures has 70 kB. */
    static final int SPILL_AT_BYTES = 2 << 20;

    static final int MAX_IN_MEMORY = 128;

    /** A quarter of the agent's heap. */
    static final int MAX_BYTES_IN_MEMORY = 4 << 20;

    private final BufferLock lock;
    private final BufferStats stats;
    private final DiskQueue disk;
    private final long retentionMillis;
    private final Deque<ScrapeRecord> memory = new ArrayDeque<>();
    private final long[] newestTaken = new long[ExporterKind.values().length];
    private boolean closed;
    private boolean diskFails;
    private boolean draining;

    /**
     * Opens the buffer in that folder, which it makes where it is missing, and locks it.
     *
     * @throws IOException where the folder cannot be used, or another agent uses it
     */
    public ScrapeBuffer(File folder, long maxBytes, Duration retention, BufferStats stats)
            throws IOException {
        this.lock = BufferLock.acquire(folder);
        this.stats = stats;
        this.retentionMillis = retention.toMillis();
        try {
            this.disk = new DiskQueue(folder, maxBytes, stats);
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    /** Adds the newest scrape of an exporter; copies its text. */
    public synchronized void add(ExporterKind kind, long atMillis, byte[] json, int length) {
        byte[] text = Arrays.copyOf(json, length);
        memory.addLast(new ScrapeRecord(kind, atMillis, length, text, /* packed= */ false));
        boolean full = memory.size() > SPILL_AT || isMoreInMemoryThan(SPILL_AT_BYTES);
        if (!disk.isEmpty() || full || diskFails) {
            spill();
        }
        stats.memoryRecords().set(memory.size());
        notifyAll();
    }

    /** Whether several scrapes in memory have more bytes than that. */
    private boolean isMoreInMemoryThan(long bytes) {
        long sum = 0;
        for (ScrapeRecord scrape : memory) {
            sum += scrape.content().length;
        }
        return memory.size() > 1 && sum > bytes;
    }

    /** Moves what is in memory to disk, because the server does not take it. */
    public synchronized void spill() {
        try {
            while (!memory.isEmpty()) {
                disk.append(memory.getFirst());
                memory.removeFirst();
            }
            if (diskFails) {
                Log.info("buffer can be written again");
            }
            diskFails = false;
        } catch (IOException e) {
            stats.writeErrors().incrementAndGet();
            if (!diskFails) {
                Log.error("buffer cannot be written", "reason", e.getMessage());
            }
            diskFails = true;
        }
        while (memory.size() > MAX_IN_MEMORY || isMoreInMemoryThan(MAX_BYTES_IN_MEMORY)) {
            memory.removeFirst();
            stats.droppedFull().incrementAndGet();
        }
        stats.memoryRecords().set(memory.size());
    }

    /**
     * The oldest scrapes, without removing them. Waits until there are some; null when that time is
     * over or the buffer is closed.
     */
    public synchronized @Nullable Batch next(int maxRecords, long maxJsonBytes, Duration timeout)
            throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        while (isEmpty() && !closed && !draining) {
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                return null;
            }
            wait(millis);
        }
        disk.expire(System.currentTimeMillis() - retentionMillis);
        List<ScrapeRecord> scrapes = new ArrayList<>();
        DiskQueue.Position position = disk.peek(scrapes, maxRecords, maxJsonBytes);
        int fromMemory = 0;
        if (scrapes.isEmpty()) {
            for (ScrapeRecord scrape : memory) {
                if (scrapes.size() < maxRecords) {
                    scrapes.add(scrape);
                    fromMemory++;
                }
            }
        }
        return scrapes.isEmpty() ? null : new Batch(scrapes, position, fromMemory);
    }

    /** Forgets a batch, because the server has all of it. */
    public synchronized void taken(Batch batch) {
        for (ScrapeRecord scrape : batch.scrapes()) {
            int kind = scrape.kind().ordinal();
            newestTaken[kind] = Math.max(newestTaken[kind], scrape.atMillis());
        }
        confirm(batch);
    }

    /**
     * When the newest scrape of that exporter was taken that the server is known to have,
     * milliseconds since 1970; 0 before the first.
     */
    public synchronized long newestTaken(ExporterKind kind) {
        return newestTaken[kind.ordinal()];
    }

    /** Forgets a batch, because the server will not take it, or not all of it. */
    public synchronized void confirm(Batch batch) {
        disk.confirm(batch.position());
        List<ScrapeRecord> scrapes = batch.scrapes();
        for (int i = scrapes.size() - batch.fromMemory(); i < scrapes.size(); i++) {
            if (memory.peekFirst() == scrapes.get(i)) {
                memory.removeFirst();
            }
        }
        stats.memoryRecords().set(memory.size());
    }

    /** Whether {@link #next} only hands out what is there, without waiting for more. */
    public synchronized void setDraining(boolean draining) {
        this.draining = draining;
        notifyAll();
    }

    public synchronized boolean isEmpty() {
        return memory.isEmpty() && disk.isEmpty();
    }

    /** Writes what is in memory to disk and gives the folder free. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        spill();
        closed = true;
        disk.close();
        lock.close();
        notifyAll();
    }

    /**
     * Scrapes that are under way to the server, oldest first.
     *
     * @param scrapes at least one
     * @param position how far the disk was read for them
     * @param fromMemory how many of them, the last ones, are in memory
     */
    public record Batch(List<ScrapeRecord> scrapes, DiskQueue.Position position, int fromMemory) {}
}
