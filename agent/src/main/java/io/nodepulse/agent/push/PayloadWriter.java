package io.nodepulse.agent.push;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nodepulse.agent.buffer.ScrapeRecord;
import io.nodepulse.agent.payload.ExporterKind;

import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Writes a batch as the ingest endpoint's JSON, compressed: one array per exporter, oldest scrape
 * first. Used by one thread.
 */
final class PayloadWriter {

    private static final ExporterKind[] KINDS = ExporterKind.values();
    private static final byte[] OPEN = "{".getBytes(US_ASCII);
    private static final byte[] CLOSE = "}".getBytes(US_ASCII);
    private static final byte[] CLOSE_ARRAY = "]".getBytes(US_ASCII);
    private static final byte[] COMMA = ",".getBytes(US_ASCII);

    private final GzipStream body = new GzipStream();
    private final Inflater inflater = new Inflater(/* nowrap= */ true);
    private final byte[] chunk = new byte[8 * 1024];

    /**
     * The compressed payload; valid until the next call.
     *
     * @throws DataFormatException where a scrape from disk cannot be unpacked
     */
    GzipStream write(List<ScrapeRecord> scrapes) throws DataFormatException {
        body.begin();
        raw(OPEN);
        boolean anyKind = false;
        for (ExporterKind kind : KINDS) {
            boolean anyScrape = false;
            for (ScrapeRecord scrape : scrapes) {
                if (scrape.kind() == kind) {
                    if (anyScrape) {
                        raw(COMMA);
                    } else {
                        raw(((anyKind ? ",\"" : "\"") + kind.key() + "\":[").getBytes(US_ASCII));
                    }
                    anyScrape = true;
                    anyKind = true;
                    append(scrape);
                }
            }
            if (anyScrape) {
                raw(CLOSE_ARRAY);
            }
        }
        raw(CLOSE);
        body.end();
        return body;
    }

    private void append(ScrapeRecord scrape) throws DataFormatException {
        if (!scrape.packed()) {
            raw(scrape.content());
            return;
        }
        inflater.reset();
        inflater.setInput(scrape.content());
        while (!inflater.finished()) {
            int count = inflater.inflate(chunk);
            if (count == 0 && inflater.needsInput()) {
                throw new DataFormatException("scrape breaks off");
            }
            body.write(chunk, 0, count);
        }
    }

    private void raw(byte[] json) {
        body.write(json, 0, json.length);
    }

    /** Frees the native memory of the compressors. */
    void close() {
        body.close();
        inflater.end();
    }
}
