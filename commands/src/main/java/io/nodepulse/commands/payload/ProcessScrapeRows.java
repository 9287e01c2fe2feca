package io.nodepulse.commands.payload;

import io.nodepulse.commands.payload.MalformedPayloadException.Limit;
import io.nodepulse.events.InvalidFieldException;
import io.nodepulse.events.wire.ProcessScrape;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The process groups of one scrape as they are being read. */
final class ProcessScrapeRows {

    private final int element;
    private final PayloadLimits limits;
    private final List<ProcessRow> rows = new ArrayList<>();

    /**
     * @param element index of the first element of the body that belongs to this scrape
     * @param limits how many rows and how long their names may be
     */
    ProcessScrapeRows(int element, PayloadLimits limits) {
        this.element = element;
        this.limits = limits;
    }

    int size() {
        return rows.size();
    }

    void add(ProcessRow row) {
        if (rows.size() == limits.groupsPerScrape()) {
            throw new MalformedPayloadException(
                    ExporterPath.ofProcesses(element, "processes"),
                    "must have at most %d process groups in one scrape"
                            .formatted(limits.groupsPerScrape()),
                    Limit.GROUPS_PER_SCRAPE);
        }
        row.requireComplete();
        if (row.name().length() > limits.nameLength()) {
            throw new MalformedPayloadException(
                    row.path("name"),
                    "must have 1 to %d characters, has %d"
                            .formatted(limits.nameLength(), row.name().length()),
                    Limit.NAME_LENGTH);
        }
        rows.add(row);
    }

    /** Where the scrape's time stands in the body. */
    String timestampPath() {
        return ExporterPath.ofProcesses(element, "timestamp");
    }

    /** The rows as columns; a name that comes twice is an error, as it has no one meaning. */
    ProcessScrape toScrape(UUID serverId, Instant sampledAt) {
        Set<String> names = HashSet.newHashSet(rows.size());
        ProcessScrape.Builder scrape = begin(serverId, sampledAt);
        for (ProcessRow row : rows) {
            row.addTo(scrape);
            if (!names.add(row.name())) {
                throw new MalformedPayloadException(
                        row.path("name"), "is given twice in one scrape");
            }
        }
        return scrape.build();
    }

    private ProcessScrape.Builder begin(UUID serverId, Instant sampledAt) {
        try {
            return new ProcessScrape.Builder(serverId, sampledAt, rows.size());
        } catch (InvalidFieldException e) {
            throw new MalformedPayloadException(timestampPath(), e.problem());
        }
    }
}
