package io.nodepulse.events.store.history;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.store.entry.RawEntry;
import io.nodepulse.events.wire.MalformedEntryException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;

/**
 * What administrators did, as one shard tells it, newest first. Reads as it is iterated. Not
 * thread-safe.
 */
final class AuditLogReader implements Iterator<AuditLogEntry> {

    private static final Logger log = LoggerFactory.getLogger(AuditLogReader.class);
    private static final int ACTS_PER_READ = 64;

    private final ShardHistory shard;
    private final Queue<AuditLogEntry> ready = new ArrayDeque<>();
    private long before = Long.MAX_VALUE;

    AuditLogReader(ShardHistory shard) {
        this.shard = shard;
    }

    @Override
    public boolean hasNext() {
        boolean more = true;
        while (ready.isEmpty() && more) {
            more = readPage();
        }
        return !ready.isEmpty();
    }

    @Override
    public AuditLogEntry next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }

    /** When the next one happened; only if there is one. */
    Instant nextAt() {
        return ready.element().message().timestamp();
    }

    /** False if there is nothing older. */
    private boolean readPage() {
        List<Long> page = shard.reader().tags().before(EventTypes.ACT, before, ACTS_PER_READ);
        for (long sequence : page) {
            shard.reader().holding(sequence).ifPresent(raw -> read(raw, sequence));
            before = sequence;
        }
        return !page.isEmpty();
    }

    private void read(RawEntry raw, long sequence) {
        try {
            ready.add(
                    new AuditLogEntry(
                            shard.keys().shard(),
                            sequence,
                            shard.decoder().decode(raw).message(sequence)));
        } catch (MalformedEntryException e) {
            log.error("{} entry {} cannot be read", shard.keys().events(), raw.id(), e);
        }
    }
}
