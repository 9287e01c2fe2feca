package io.nodepulse.audit.history;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.Figure;
import io.nodepulse.events.FigureSample;
import io.nodepulse.events.GroupForm;
import io.nodepulse.events.GroupSample;
import io.nodepulse.events.ProcessMetric;
import io.nodepulse.events.SampleEvent;
import io.nodepulse.events.store.history.HistoryItem;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

import java.io.OutputStream;
import java.util.Iterator;

/**
 * History as JSON: a page {@code {"events": […], "next": cursor}}, or an object a line. Everything
 * is written as it is read.
 */
final class JsonHistory {

    /** Without the blank that a generator puts between values: a line is an object, no more. */
    private static final ObjectWriter JSON =
            JsonMapper.builder()
                    .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                    .build()
                    .writer()
                    .withRootValueSeparator("");

    private final OutputStream out;

    JsonHistory(OutputStream out) {
        this.out = out;
    }

    void page(Iterator<HistoryItem> items, int limit) {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("events");
            long last = 0;
            for (int i = 0; i < limit && items.hasNext(); i++) {
                HistoryItem item = items.next();
                write(json, item);
                last = item.sequence();
            }
            json.writeEndArray();
            if (items.hasNext()) {
                json.writeStringProperty("next", Long.toString(last));
            } else {
                json.writeNullProperty("next");
            }
            json.writeEndObject();
        }
    }

    void lines(Iterator<HistoryItem> items) {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            while (items.hasNext()) {
                write(json, items.next());
                json.writeRaw('\n');
            }
        }
    }

    private static void write(JsonGenerator json, HistoryItem item) {
        json.writeStartObject();
        json.writeNumberProperty("shard", item.shard());
        json.writeNumberProperty("sequence", item.sequence());
        switch (item) {
            case HistoryItem.Recorded recorded -> write(json, recorded.sample());
            case HistoryItem.Erased erased -> {
                json.writeStringProperty("type", "erased");
                json.writeStringProperty("by", erased.erasure().by());
                json.writeStringProperty("at", erased.erasure().at().toString());
            }
            case HistoryItem.Unreadable unreadable -> {
                json.writeStringProperty("type", "unreadable");
                json.writeStringProperty("reason", unreadable.reason());
            }
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, ProcessMetric metric, double value) {
        if (metric.figure().type() == Figure.Type.WHOLE) {
            json.writeNumberProperty(metric.field(), (long) value);
        } else {
            json.writeNumberProperty(metric.field(), value);
        }
    }

    private static void write(JsonGenerator json, SampleEvent sample) {
        json.writeStringProperty("type", EventTypes.of(sample).qualifiedName().localName());
        json.writeStringProperty("server_id", sample.serverId().toString());
        json.writeStringProperty("sampled_at", sample.sampledAt().toString());
        switch (sample) {
            case GroupSample group -> {
                GroupForm form = group.exporter().groups().orElseThrow();
                json.writeStringProperty(form.nameField(), group.name());
                json.writeNumberProperty("num_procs", group.numProcs());
                json.writeNumberProperty("cpu_seconds", group.cpuSeconds());
                json.writeNumberProperty(form.memoryField(), group.memoryBytes());
                group.figures().forEach((metric, value) -> write(json, metric, value));
            }
            case FigureSample figures ->
                    figures.values()
                            .forEach(
                                    (metric, value) ->
                                            json.writeNumberProperty(metric.field(), value));
        }
    }
}
