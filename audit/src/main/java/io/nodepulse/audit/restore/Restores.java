package io.nodepulse.audit.restore;

import io.nodepulse.access.caller.AuditLog;
import io.nodepulse.audit.notary.Notary;
import io.nodepulse.audit.store.StoreMaintenance;
import io.nodepulse.events.administration.StoreRestored;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes down what the store lost when it was put back to an older copy, in the shard that lost it:
 * that append begins the epoch which the notary signs as the end of what was lost. Thread-safe.
 */
public final class Restores {

    private final Notary notary;
    private final AuditLog auditLog;
    private final StoreMaintenance maintenance;

    public Restores(Notary notary, AuditLog auditLog, StoreMaintenance maintenance) {
        this.notary = notary;
        this.auditLog = auditLog;
        this.maintenance = maintenance;
    }

    /**
     * Does so for the caller of this thread's request, where no append has done it yet. What
     * retention had removed came back with the copy; it goes again.
     *
     * @return what went; a second call finds nothing
     */
    public synchronized List<RestoredRange> writeDown() {
        List<RestoredRange> ranges = new ArrayList<>();
        for (int shard = 0; shard < notary.shards(); shard++) {
            writeDown(shard).ifPresent(ranges::add);
        }
        maintenance.trim();
        return ranges;
    }

    private Optional<RestoredRange> writeDown(int shard) {
        notary.seal(shard);
        return notary.lostTail(shard)
                .map(
                        lost -> {
                            auditLog.record(
                                    shard,
                                    at -> new StoreRestored(shard, lost.first(), lost.last(), at));
                            notary.seal(shard);
                            return new RestoredRange(shard, lost.first(), lost.last());
                        });
    }
}
