package io.nodepulse.commands.payload;

import io.nodepulse.commands.payload.Rejection.Reason;
import io.nodepulse.events.Exporter;
import io.nodepulse.events.FigureSample;
import io.nodepulse.events.FigureTable;
import io.nodepulse.events.Metric;
import io.nodepulse.events.ProcessSampled;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads an exporter of figures, as {@code node_exporter} is: an element is a scrape, its fields are
 * figures of the exporter's table.
 */
final class FigureExporterReader<M extends Enum<M> & Metric> {

    private final Exporter exporter;
    private final FigureTable<M> table;
    private final JsonCursor cursor;
    private final PayloadReading reading;
    private final List<GivenScrape> scrapes = new ArrayList<>();

    FigureExporterReader(
            Exporter exporter, FigureTable<M> table, JsonCursor cursor, PayloadReading reading) {
        this.exporter = exporter;
        this.table = table;
        this.cursor = cursor;
        this.reading = reading;
    }

    /** The scrapes of the array that comes next. */
    List<GivenScrape> read() {
        if (cursor.nextArray()) {
            for (int element = 0; cursor.nextElement(); element++) {
                readElement(element);
            }
        }
        return scrapes;
    }

    private void readElement(int element) {
        Instant timestamp = null;
        Map<M, Double> values = table.newValues();
        for (String field = cursor.nextField(); field != null; field = cursor.nextField()) {
            if (field.equals("timestamp")) {
                if (timestamp != null) {
                    throw cursor.refuse("is given twice");
                }
                timestamp = cursor.timestamp();
            } else {
                readFigure(table.ofField(field).orElse(null), values);
            }
        }
        keep(element, timestamp, values);
    }

    private void readFigure(@Nullable M metric, Map<M, Double> values) {
        if (metric == null) {
            reading.skipUnknownField(cursor);
            return;
        }
        Double value = readValue();
        if (value != null && values.put(metric, value) != null) {
            throw cursor.refuse("is given twice");
        }
    }

    /** The figure, or null where the host has none or what is given is none. */
    private @Nullable Double readValue() {
        String problem;
        try {
            Double value = cursor.optionalDecimal();
            if (value == null || Double.isFinite(value)) {
                return value;
            }
            problem = "must be a finite number, is " + value;
        } catch (MalformedPayloadException e) {
            cursor.skipRest();
            problem = e.problem();
        }
        reading.reject(new Rejection(Reason.BAD_VALUE, cursor.path(), problem, 0));
        return null;
    }

    private void keep(int element, @Nullable Instant timestamp, Map<M, Double> values) {
        String timestampPath = ExporterPath.of(exporter, element, "timestamp");
        if (timestamp == null) {
            throw new MalformedPayloadException(timestampPath, "is missing");
        }
        if (values.isEmpty()) {
            reading.reject(
                    new Rejection(
                            Reason.NO_KNOWN_FIGURE,
                            exporter.field() + "[" + element + "]",
                            "must carry at least one known figure",
                            1));
            return;
        }
        Instant sampledAt = ProcessSampled.toResolution(timestamp);
        if (reading.accepts(timestampPath, sampledAt, 1)) {
            FigureSample event = table.sample(reading.serverId(), sampledAt, values);
            scrapes.add(new GivenScrape(timestamp, event));
        }
    }
}
