package io.nodepulse.agent.buffer;

import io.nodepulse.agent.payload.ExporterKind;

/**
 * One scrape in the buffer.
 *
 * @param kind the exporter it came from
 * @param atMillis when it was taken, milliseconds since 1970
 * @param jsonLength bytes of its JSON text
 * @param content the JSON text, or its raw deflate stream
 * @param packed whether the content is deflated
 */
public record ScrapeRecord(
        ExporterKind kind, long atMillis, int jsonLength, byte[] content, boolean packed) {}
