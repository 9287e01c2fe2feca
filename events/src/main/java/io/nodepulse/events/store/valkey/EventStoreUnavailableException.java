package io.nodepulse.events.store.valkey;

import org.jspecify.annotations.Nullable;

/**
 * Valkey is away, too slow or full. Whether a pending append took place is unknown; a scrape can
 * safely be sent again.
 */
public final class EventStoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EventStoreUnavailableException(String message) {
        super(message);
    }

    public EventStoreUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
