package io.nodepulse.launcher;

/** What a command was given is not what it should be; the message is one line that says why. */
public final class BadInputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BadInputException(String message) {
        super(message, null, false, false);
    }
}
