package io.nodepulse.events.store.append;

import io.nodepulse.events.Exporter;

import java.time.Instant;
import java.util.UUID;

/**
 * The scrape is not newer than the last one of its server and exporter: it was stored before, or
 * comes too late. Nothing was appended. Expected in daily life, so it has no stack trace.
 */
public final class DuplicateScrapeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DuplicateScrapeException(
            UUID serverId, Exporter exporter, Instant sampledAt, Instant last) {
        super(
                exporter
                        + " of "
                        + serverId
                        + " at "
                        + sampledAt
                        + " is not newer than the last one at "
                        + last,
                null,
                false,
                false);
    }
}
