package io.nodepulse.agent.buffer;

import io.nodepulse.agent.payload.ExporterKind;

/** One scrape in the buffer. Two of them are the same only when they are one object. */
public final class ScrapeRecord {

    private final ExporterKind kind;
    private final long atMillis;
    private final int jsonLength;
    private final byte[] content;
    private final boolean packed;

    /**
     * A scrape.
     *
     * @param kind the exporter it came from
     * @param atMillis when it was taken, milliseconds since 1970
     * @param jsonLength bytes of its JSON text
     * @param content the JSON text, or its raw deflate stream
     * @param packed whether the content is deflated
     */
    ScrapeRecord(ExporterKind kind, long atMillis, int jsonLength, byte[] content, boolean packed) {
        this.kind = kind;
        this.atMillis = atMillis;
        this.jsonLength = jsonLength;
        this.content = content;
        this.packed = packed;
    }

    public ExporterKind kind() {
        return kind;
    }

    long atMillis() {
        return atMillis;
    }

    int jsonLength() {
        return jsonLength;
    }

    /** The JSON text, or its raw deflate stream where {@link #packed}; not to be changed. */
    public byte[] content() {
        return content;
    }

    public boolean packed() {
        return packed;
    }
}
