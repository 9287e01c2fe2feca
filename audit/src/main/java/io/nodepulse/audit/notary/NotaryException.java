package io.nodepulse.audit.notary;

/** The notary's folder cannot be used, or a question cannot be answered; says why in one line. */
public final class NotaryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotaryException(String message) {
        super(message);
    }

    public NotaryException(String message, Throwable cause) {
        super(message, cause);
    }
}
