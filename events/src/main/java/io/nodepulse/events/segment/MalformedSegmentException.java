package io.nodepulse.events.segment;

/** The bytes are no segment, or not the one that was written. */
public final class MalformedSegmentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedSegmentException(String message) {
        super(message);
    }

    public MalformedSegmentException(String message, Throwable cause) {
        super(message, cause);
    }
}
