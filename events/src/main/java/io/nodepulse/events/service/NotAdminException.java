package io.nodepulse.events.service;

/** The caller did not show the administrator's token. */
public final class NotAdminException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What the caller is told. */
    public static final String MESSAGE =
            "this call needs Authorization: Bearer with the administrator's token";

    NotAdminException() {
        super(MESSAGE);
    }
}
