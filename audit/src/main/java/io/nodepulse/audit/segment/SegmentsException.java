package io.nodepulse.audit.segment;

/** No segment can be made, or one is not as it was made; the message says which and why. */
public final class SegmentsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SegmentsException(String message) {
        super(message);
    }

    SegmentsException(String message, Throwable cause) {
        super(message, cause);
    }
}
