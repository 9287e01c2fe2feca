package io.nodepulse.access.factor;

/** The key of second factors, or what was sealed with it, cannot be used. For the log. */
public final class SealingKeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SealingKeyException(String message) {
        super(message);
    }

    SealingKeyException(String message, Throwable cause) {
        super(message, cause);
    }
}
