package io.nodepulse.events.store.history;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.person.PersonOpening.Audience;
import io.nodepulse.events.store.entry.RawEntry;
import io.nodepulse.events.store.read.PagedIterator;
import io.nodepulse.events.wire.MalformedEntryException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.List;

/** What administrators did, as one shard tells it, newest first. Not thread-safe. */
final class AuditLogReader extends PagedIterator<AuditLogEntry> {

    private static final Logger log = LoggerFactory.getLogger(AuditLogReader.class);
    private static final int ACTS_PER_READ = 64;

    private final ShardHistory shard;
    private long before = Long.MAX_VALUE;

    AuditLogReader(ShardHistory shard) {
        this.shard = shard;
    }

    /** When the next one happened; only if there is one. */
    Instant nextAt() {
        return ready.element().message().timestamp();
    }

    @Override
    protected boolean readMore() {
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
                            shard.decoder().decode(raw).message(sequence, Audience.PEOPLE)));
        } catch (MalformedEntryException e) {
            log.error("{} entry {} cannot be read", shard.keys().events(), raw.id(), e);
        }
    }
}
