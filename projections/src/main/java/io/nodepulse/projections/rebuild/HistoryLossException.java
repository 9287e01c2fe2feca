package io.nodepulse.projections.rebuild;

import java.time.Instant;

/** The tables hold scrapes that the event store has no longer: a rebuild would lose them. */
public final class HistoryLossException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    HistoryLossException(String projection, Instant tables, Instant events) {
        super(
                "'%s' holds scrapes since %s, and the event store since %s: a rebuild would lose what is older"
                        .formatted(projection, tables, events));
    }
}
