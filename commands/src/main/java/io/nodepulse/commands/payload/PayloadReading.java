package io.nodepulse.commands.payload;

import io.nodepulse.events.Exporter;
import io.nodepulse.events.Sampled;
import io.nodepulse.events.largest.LargestProcesses;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What is known so far about the body that is being read. Not thread-safe; one per body. */
final class PayloadReading {

    /** How many rejections of a body are told apart; of more, the samples count with the last. */
    private static final int MAX_TOLD_APART = 100;

    private final UUID serverId;
    private final TimeWindow window;
    private final List<Rejection> rejections = new ArrayList<>();
    private final Map<Rejection.Reason, Integer> lastOfReason =
            new EnumMap<>(Rejection.Reason.class);
    private final List<LargestProcesses> largest = new ArrayList<>();
    private int unknownFields;
    private int unknownExporters;
    private int mendedNames;

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
        Integer last = lastOfReason.get(rejection.reason());
        if (last != null && rejections.size() >= MAX_TOLD_APART) {
            rejections.set(last, rejections.get(last).plus(rejection.samples()));
        } else {
            lastOfReason.put(rejection.reason(), rejections.size());
            rejections.add(rejection);
        }
    }

    void mendedName() {
        mendedNames++;
    }

    void keepLargest(LargestProcesses list) {
        largest.add(list);
    }

    Payload toPayload(Map<Exporter, List<Sampled>> scrapes, int mendedBytes) {
        return new Payload(
                scrapes,
                largest,
                rejections,
                unknownFields,
                unknownExporters,
                mendedNames,
                mendedBytes);
    }
}
