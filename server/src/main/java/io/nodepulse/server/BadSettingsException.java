package io.nodepulse.server;

/** The settings cannot be used; the message is one line that says what to change. */
final class BadSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadSettingsException(String message) {
        super(message);
    }
}
