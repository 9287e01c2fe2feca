package io.nodepulse.embedded;

/** An engine could not be found or started; the message is one line that says what to do. */
public final class EmbeddedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EmbeddedException(String message) {
        super(message);
    }

    public EmbeddedException(String message, Throwable cause) {
        super(message, cause);
    }
}
