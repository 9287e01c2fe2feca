package io.nodepulse.events.wire;

/**
 * Bytes that are no entry of any known format version. The message says where they stop being one.
 */
public class MalformedEntryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MalformedEntryException(String message) {
        super(message);
    }

    public MalformedEntryException(String message, Throwable cause) {
        super(message, cause);
    }
}
