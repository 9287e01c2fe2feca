package io.nodepulse.access.web;

import java.util.Locale;

/** The ways in which this module says no, each with its own counter. */
public enum Refusal {
    FOREIGN_HOST,
    FOREIGN_ORIGIN,
    MALFORMED_REQUEST,
    NOT_SIGNED_IN,
    ROLE_TOO_LOW,
    NO_CSRF_TOKEN,
    WRONG_PASSWORD,
    TOO_MANY_SIGN_INS,
    PROVIDER_FAILED,
    STORE_UNAVAILABLE;

    /** Its name on {@code /metrics}. */
    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
