package io.nodepulse.edge;

import org.springframework.http.HttpStatus;

import java.util.Locale;

/** Why a module refuses requests: each constant of an enum has its status and its own counter. */
public interface RefusalReason {

    /** The constant's name. */
    String name();

    /** The HTTP status that says so. */
    HttpStatus status();

    /** The reason's name on {@code /metrics}. */
    default String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The refusal, with what the caller is told. */
    default Refused because(String detail) {
        return Refused.of(status(), detail).countedAs(tag());
    }
}
