package io.nodepulse.access.factor;

/** The key of second factors, or what was encrypted with it, cannot be used. For the log. */
public final class FactorKeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FactorKeyException(String message) {
        super(message);
    }

    FactorKeyException(String message, Throwable cause) {
        super(message, cause);
    }
}
