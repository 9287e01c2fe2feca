package io.nodepulse.events.store.read;

/**
 * A stretch of a shard cannot be read from its segment as a whole: read on in the shard's order.
 */
public final class UnreadableStretchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableStretchException(String message, Throwable cause) {
        super(message, cause);
    }
}
