package io.nodepulse.commands.payload;

import io.nodepulse.events.Exporter;
import io.nodepulse.events.FigureTable;
import io.nodepulse.events.Sampled;

import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;

import java.io.InputStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Turns the bytes of a body into scrapes, token by token, so that only what is kept is built.
 * Thread-safe.
 *
 * <p>Fields in any order; fields and exporters that are not known are skipped and counted; a known
 * field of a scrape that comes twice is an error. A sample with a value that no event may carry is
 * rejected alone: there are agents that send what was refused again, for ever. Scrapes come out
 * oldest first, whatever their order in the body, because the event store takes a scrape that is
 * not newer than the last for a duplicate. That is also the fate of a second scrape within a
 * millisecond, the resolution of events.
 */
public final class PayloadParser {

    private final PayloadLimits limits;

    public PayloadParser(PayloadLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads the whole stream.
     *
     * @param serverId whose scrapes they are
     * @param body JSON in UTF-8, unpacked
     * @param now the moment that scrape times are checked against
     * @throws MalformedPayloadException if it is not a payload, naming the offending field
     * @throws JacksonIOException if the stream fails
     */
    public Payload parse(UUID serverId, InputStream body, Instant now) {
        PayloadReading reading = new PayloadReading(serverId, TimeWindow.around(now, limits));
        RepairedUtf8 text = new RepairedUtf8(body);
        try (JsonCursor cursor = new JsonCursor(text)) {
            Map<Exporter, List<Sampled>> scrapes = parse(cursor, reading);
            return reading.toPayload(scrapes, text.replaced());
        }
    }

    private Map<Exporter, List<Sampled>> parse(JsonCursor cursor, PayloadReading reading) {
        try {
            return readBody(cursor, reading);
        } catch (JacksonIOException e) {
            throw e;
        } catch (StreamConstraintsException e) {
            throw new MalformedPayloadException(
                    cursor.path(), "must not be that deeply nested or that long");
        } catch (JacksonException e) {
            throw new MalformedPayloadException(
                    cursor.path(),
                    "must be valid JSON, is broken at byte " + e.getLocation().getByteOffset());
        }
    }

    private Map<Exporter, List<Sampled>> readBody(JsonCursor cursor, PayloadReading reading) {
        Map<Exporter, List<Sampled>> scrapes = new EnumMap<>(Exporter.class);
        cursor.nextObject();
        for (String field = cursor.nextField(); field != null; field = cursor.nextField()) {
            Exporter exporter = Exporter.ofField(field).orElse(null);
            if (exporter == null) {
                reading.skipUnknownExporter(cursor);
            } else if (scrapes.containsKey(exporter)) {
                throw cursor.refuse("is given twice");
            } else {
                scrapes.put(exporter, oldestFirst(read(exporter, cursor, reading)));
            }
        }
        cursor.requireEnd();
        return scrapes;
    }

    private List<GivenScrape> read(Exporter exporter, JsonCursor cursor, PayloadReading reading) {
        FigureTable<?> figures = exporter.figures().orElse(null);
        return figures == null
                ? new GroupExporterReader(exporter, cursor, reading, limits).read()
                : new FigureExporterReader<>(exporter, figures, cursor, reading).read();
    }

    private static List<Sampled> oldestFirst(List<GivenScrape> scrapes) {
        return scrapes.stream()
                .sorted(Comparator.comparing(GivenScrape::at))
                .map(GivenScrape::scrape)
                .toList();
    }
}
