package io.nodepulse.events.store.history;

import static java.util.Comparator.comparing;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The acts of all shards in one order, newest first. Not thread-safe. */
final class MergedAuditLogs implements Iterator<AuditLogEntry> {

    private final List<AuditLogReader> shards;

    MergedAuditLogs(List<AuditLogReader> shards) {
        this.shards = shards;
    }

    @Override
    public boolean hasNext() {
        return newest().isPresent();
    }

    @Override
    public AuditLogEntry next() {
        return newest().orElseThrow(NoSuchElementException::new).next();
    }

    private Optional<AuditLogReader> newest() {
        return shards.stream()
                .filter(AuditLogReader::hasNext)
                .max(comparing(AuditLogReader::nextAt));
    }
}
