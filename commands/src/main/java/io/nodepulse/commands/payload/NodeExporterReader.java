package io.nodepulse.commands.payload;

import io.nodepulse.commands.payload.Rejection.Reason;
import io.nodepulse.events.HostMetric;
import io.nodepulse.events.HostSampled;
import io.nodepulse.events.InvalidFieldException;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads {@code node_exporter}: an element is a scrape, its fields are host figures. */
final class NodeExporterReader {

    private final JsonCursor cursor;
    private final Reading reading;
    private final List<Scrape> scrapes = new ArrayList<>();

    NodeExporterReader(JsonCursor cursor, Reading reading) {
        this.cursor = cursor;
        this.reading = reading;
    }

    /** The scrapes of the array that comes next. */
    List<Scrape> read() {
        if (cursor.nextArray()) {
            for (int element = 0; cursor.nextElement(); element++) {
                readElement(element);
            }
        }
        return scrapes;
    }

    private void readElement(int element) {
        Instant timestamp = null;
        Map<HostMetric, Double> values = new EnumMap<>(HostMetric.class);
        for (String field = cursor.nextField(); field != null; field = cursor.nextField()) {
            if (field.equals("timestamp")) {
                if (timestamp != null) {
                    throw cursor.refuse("is given twice");
                }
                timestamp = cursor.timestamp();
            } else {
                readFigure(HostMetric.ofField(field).orElse(null), values);
            }
        }
        keep(element, timestamp, values);
    }

    private void readFigure(@Nullable HostMetric metric, Map<HostMetric, Double> values) {
        if (metric == null) {
            reading.skipUnknownField(cursor);
            return;
        }
        Double value = cursor.optionalDecimal();
        if (value != null && values.put(metric, value) != null) {
            throw cursor.refuse("is given twice");
        }
    }

    private void keep(int element, @Nullable Instant timestamp, Map<HostMetric, Double> values) {
        String timestampPath = ExporterPath.of(ExporterPath.NODE, element, "timestamp");
        if (timestamp == null) {
            throw new MalformedPayloadException(timestampPath, "is missing");
        }
        if (values.isEmpty()) {
            reading.reject(
                    new Rejection(
                            Reason.NO_KNOWN_FIGURE,
                            ExporterPath.NODE + "[" + element + "]",
                            "must carry at least one known figure",
                            1));
            return;
        }
        HostSampled event = toEvent(element, timestamp, values);
        if (reading.accepts(timestampPath, timestamp, 1)) {
            scrapes.add(new Scrape(timestamp, List.of(event)));
        }
    }

    private HostSampled toEvent(int element, Instant timestamp, Map<HostMetric, Double> values) {
        try {
            return new HostSampled(reading.serverId(), timestamp, values);
        } catch (InvalidFieldException e) {
            throw new MalformedPayloadException(
                    ExporterPath.of(ExporterPath.NODE, element, e.field()), e.problem());
        }
    }
}
