package io.nodepulse.access.web;

import io.nodepulse.events.administration.Role;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Reads the values of fields. */
public final class Fields {

    private Fields() {}

    public static Role role(String code) {
        return Role.ofCode(code)
                .orElseThrow(
                        () ->
                                AccessProblem.field(
                                        "role", "must be one of " + Role.CODES, Role.CODES));
    }

    public static Instant instant(String field, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            String allowed = "an RFC 3339 time such as 2026-12-31T23:59:59Z";
            throw AccessProblem.field(field, "must be " + allowed, allowed);
        }
    }
}
