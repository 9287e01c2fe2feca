package io.nodepulse.events.secret;

/** A file of a key, or what was encrypted with it, cannot be used. For the log. */
public final class KeyFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public KeyFileException(String message) {
        super(message);
    }

    public KeyFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
