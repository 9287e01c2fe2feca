package io.nodepulse.events.store.entry;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.wire.EntryFormat;

import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventstreaming.EventCriteria;

/**
 * Which entries have events that meet the criteria. What an entry looks like is asked first, so
 * that a stream of one type does not decode the others.
 */
public final class EntryFilter {

    private final EventCriteria criteria;
    private final boolean processes;
    private final boolean hosts;

    public EntryFilter(EventCriteria criteria) {
        this.criteria = criteria;
        this.processes = canMatch(criteria, EventTypes.PROCESS_SAMPLED);
        this.hosts = canMatch(criteria, EventTypes.HOST_SAMPLED);
    }

    /** False only if no event of the entry meets the criteria. */
    public boolean mayWant(RawEntry entry) {
        byte[] bytes = entry.bytes();
        return (processes || !EntryFormat.looksLikeProcesses(bytes))
                && (hosts || !EntryFormat.looksLikeHost(bytes));
    }

    /** False only if no event of the entry meets the criteria. */
    public boolean mayWant(DecodedEntry entry) {
        return !entry.isUniform() || entry.matches(entry.lastSequence(), criteria);
    }

    /** Whether the event of that sequence meets the criteria. */
    public boolean wants(DecodedEntry entry, long sequence) {
        return entry.matches(sequence, criteria);
    }

    private static boolean canMatch(EventCriteria criteria, MessageType type) {
        return !criteria.hasCriteria()
                || criteria.flatten().stream()
                        .anyMatch(
                                criterion ->
                                        criterion.types().isEmpty()
                                                || criterion
                                                        .types()
                                                        .contains(type.qualifiedName()));
    }
}
