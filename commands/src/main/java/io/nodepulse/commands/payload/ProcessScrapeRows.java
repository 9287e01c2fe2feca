package io.nodepulse.commands.payload;

import io.nodepulse.commands.payload.Rejection.Reason;
import io.nodepulse.events.Exporter;
import io.nodepulse.events.wire.ProcessScrape;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The process groups of one scrape as they are being read. What is no sample is rejected alone. Of
 * several of one name the one with the most CPU time is kept, and of too many groups those with the
 * most: an order of arrival would mean others in each scrape.
 */
final class ProcessScrapeRows {

    private final Exporter exporter;
    private final int element;
    private final PayloadReading reading;
    private final PayloadLimits limits;
    private final Map<String, ProcessRow> rows = new LinkedHashMap<>();

    /**
     * @param exporter whose scrape it is
     * @param element index of the first element of the body that belongs to this scrape
     * @param reading where rejections are noted
     * @param limits how many rows and how long their names may be
     */
    ProcessScrapeRows(
            Exporter exporter, int element, PayloadReading reading, PayloadLimits limits) {
        this.exporter = exporter;
        this.element = element;
        this.reading = reading;
        this.limits = limits;
    }

    void add(ProcessRow row) {
        boolean mended = row.mendName(limits.nameLength());
        Rejection rejection = row.rejection();
        if (rejection != null) {
            reading.reject(rejection);
            return;
        }
        if (mended) {
            reading.mendedName();
        }
        keepTheLargest(row);
        // Beyond twice as many, so that the sorting costs each row little.
        if (rows.size() >= 2L * limits.groupsPerScrape()) {
            dropTheSmallest();
        }
    }

    private void keepTheLargest(ProcessRow row) {
        ProcessRow other = rows.get(row.name());
        if (other == null || ProcessRow.LARGEST_FIRST.compare(row, other) < 0) {
            rows.put(row.name(), row);
        }
        if (other != null) {
            reading.reject(
                    new Rejection(
                            Reason.NAME_TWICE,
                            row.path("name"),
                            "is given twice in one scrape; the one with more CPU time is kept",
                            1));
        }
    }

    private void dropTheSmallest() {
        int tooMany = rows.size() - limits.groupsPerScrape();
        if (tooMany > 0) {
            List<String> smallest =
                    rows.values().stream()
                            .sorted(ProcessRow.LARGEST_FIRST)
                            .skip(limits.groupsPerScrape())
                            .map(ProcessRow::name)
                            .toList();
            smallest.forEach(rows::remove);
            reading.reject(
                    new Rejection(
                            Reason.TOO_MANY_GROUPS,
                            ExporterPath.of(
                                    exporter, element, exporter.groups().orElseThrow().listField()),
                            "must have at most %d process groups in one scrape"
                                    .formatted(limits.groupsPerScrape()),
                            tooMany));
        }
    }

    /** The rows as columns, or nothing where none is left or the time is not acceptable. */
    Optional<ProcessScrape> toScrape(UUID serverId, Instant sampledAt) {
        dropTheSmallest();
        String timestampPath = ExporterPath.of(exporter, element, "timestamp");
        if (rows.isEmpty() || !reading.accepts(timestampPath, sampledAt, rows.size())) {
            return Optional.empty();
        }
        ProcessScrape.Builder scrape =
                new ProcessScrape.Builder(exporter, serverId, sampledAt, rows.size());
        rows.values().forEach(row -> row.addTo(scrape));
        return Optional.of(scrape.build());
    }
}
