package io.nodepulse.commands.payload;

import io.nodepulse.events.Exporter;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.wire.ProcessScrape;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads an exporter of process groups, as {@code process_exporter} is, in both forms, also mixed:
 * nested, an element is a scrape with its {@code processes}; flat, an element is one process group,
 * and those of one timestamp, as it is given, are a scrape.
 */
final class GroupExporterReader {

    private final Exporter exporter;
    private final String listField;
    private final JsonCursor cursor;
    private final PayloadReading reading;
    private final PayloadLimits limits;

    private final Map<Instant, ProcessScrapeRows> flat = new TreeMap<>();
    private final List<GivenScrape> scrapes = new ArrayList<>();

    /**
     * @param exporter one of process groups
     */
    GroupExporterReader(
            Exporter exporter, JsonCursor cursor, PayloadReading reading, PayloadLimits limits) {
        this.exporter = exporter;
        this.listField = exporter.groups().orElseThrow().listField();
        this.cursor = cursor;
        this.reading = reading;
        this.limits = limits;
    }

    /** The scrapes of the array that comes next. */
    List<GivenScrape> read() {
        if (cursor.nextArray()) {
            for (int element = 0; cursor.nextElement(); element++) {
                readElement(element);
            }
        }
        flat.forEach(this::keep);
        return scrapes;
    }

    private void readElement(int element) {
        Instant timestamp = null;
        ProcessScrapeRows nested = null;
        LargestReader largest = null;
        ProcessRow row = new ProcessRow(exporter, element, ProcessRow.FLAT);
        for (String field = cursor.nextField(); field != null; field = cursor.nextField()) {
            if (field.equals("timestamp")) {
                requireFirst(timestamp);
                timestamp = cursor.timestamp();
            } else if (field.equals(listField)) {
                requireFirst(nested);
                nested = readGroups(element);
            } else if (isLargest(field)) {
                requireFirst(largest);
                largest = new LargestReader(cursor, reading, limits.nameLength());
                largest.read();
            } else {
                readOrSkip(row, field);
            }
        }
        if (keepElement(element, timestamp, nested, row) && largest != null && timestamp != null) {
            String path = ExporterPath.of(exporter, element, LargestReader.FIELD);
            largest.of(ProcessSampled.toResolution(timestamp), path)
                    .ifPresent(reading::keepLargest);
        }
    }

    /** Whether the element is a scrape of which something is kept. */
    private boolean keepElement(
            int element,
            @Nullable Instant timestamp,
            @Nullable ProcessScrapeRows nested,
            ProcessRow row) {
        if (timestamp == null) {
            throw new MalformedPayloadException(
                    ExporterPath.of(exporter, element, "timestamp"), "is missing");
        }
        if (nested == null) {
            flat.computeIfAbsent(
                            timestamp,
                            at -> new ProcessScrapeRows(exporter, element, reading, limits))
                    .add(row);
            return false;
        }
        if (row.started()) {
            throw new MalformedPayloadException(
                    ExporterPath.of(exporter, element, listField),
                    "must not stand beside the fields of a single process");
        }
        return keep(timestamp, nested);
    }

    /** Units have processes of many names, and are looked into by those. */
    private boolean isLargest(String field) {
        return exporter == Exporter.PROCESSES && field.equals(LargestReader.FIELD);
    }

    private ProcessScrapeRows readGroups(int element) {
        ProcessScrapeRows rows = new ProcessScrapeRows(exporter, element, reading, limits);
        if (cursor.nextArray()) {
            for (int index = 0; cursor.nextElement(); index++) {
                ProcessRow row = new ProcessRow(exporter, element, index);
                for (String field = cursor.nextField(); field != null; field = cursor.nextField()) {
                    readOrSkip(row, field);
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private void readOrSkip(ProcessRow row, String field) {
        if (!row.read(field, cursor, reading)) {
            reading.skipUnknownField(cursor);
        }
    }

    private void requireFirst(@Nullable Object earlier) {
        if (earlier != null) {
            throw cursor.refuse("is given twice");
        }
    }

    private boolean keep(Instant timestamp, ProcessScrapeRows rows) {
        Optional<ProcessScrape> kept =
                rows.toScrape(reading.serverId(), ProcessSampled.toResolution(timestamp));
        kept.ifPresent(scrape -> scrapes.add(new GivenScrape(timestamp, scrape)));
        return kept.isPresent();
    }
}
