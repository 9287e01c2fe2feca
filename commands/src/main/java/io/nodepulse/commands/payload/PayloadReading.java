package io.nodepulse.commands.payload;

import io.nodepulse.events.Exporter;
import io.nodepulse.events.Sampled;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What is known so far about the body that is being read. Not thread-safe; one per body. */
final class PayloadReading {

    private final UUID serverId;
    private final TimeWindow window;
    private final List<Rejection> rejections = new ArrayList<>();
    private int unknownFields;
    private int unknownExporters;

    PayloadReading(UUID serverId, TimeWindow window) {
        this.serverId = serverId;
        this.window = window;
    }

    UUID serverId() {
        return serverId;
    }

    void skipUnknownField(JsonCursor cursor) {
        unknownFields++;
        cursor.skipValue();
    }

    void skipUnknownExporter(JsonCursor cursor) {
        unknownExporters++;
        cursor.skipValue();
    }

    /** Whether a scrape of that instant is kept; notes the rejection where it is not. */
    boolean accepts(String field, Instant sampledAt, int samples) {
        Rejection rejection = window.reject(field, sampledAt, samples);
        if (rejection != null) {
            reject(rejection);
        }
        return rejection == null;
    }

    void reject(Rejection rejection) {
        rejections.add(rejection);
    }

    Payload toPayload(Map<Exporter, List<Sampled>> scrapes) {
        return new Payload(scrapes, rejections, unknownFields, unknownExporters);
    }
}
