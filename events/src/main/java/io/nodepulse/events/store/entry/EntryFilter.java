package io.nodepulse.events.store.entry;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.Exporter;
import io.nodepulse.events.segment.BlockEntry;
import io.nodepulse.events.wire.EntryFormat;

import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventstreaming.EventCriteria;

import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/**
 * Which entries have events that meet the criteria. What an entry looks like is asked first, so
 * that a stream of one type does not decode the others.
 */
public final class EntryFilter {

    private final EventCriteria criteria;
    private final Set<Exporter> exporters = EnumSet.noneOf(Exporter.class);

    public EntryFilter(EventCriteria criteria) {
        this.criteria = criteria;
        for (Exporter exporter : Exporter.values()) {
            if (canMatch(criteria, exporter.sampleType())) {
                exporters.add(exporter);
            }
        }
    }

    /** False only if no event of the entry meets the criteria. */
    public boolean mayWant(RawEntry entry) {
        return EntryFormat.looksLikeScrapeOf(entry.bytes()).map(exporters::contains).orElse(true);
    }

    /** False only if no event of the block meets the criteria. */
    public boolean mayWant(BlockEntry block) {
        return block.exporter().map(exporter -> wants(exporter, block.serverId())).orElse(true);
    }

    private boolean wants(Exporter exporter, UUID serverId) {
        return !criteria.hasCriteria()
                || criteria.matches(
                        exporter.sampleType().qualifiedName(),
                        Set.of(EventTypes.scrapedTag(serverId.toString())));
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
