package io.nodepulse.launcher.api;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** A time, or a day for its begin, in UTC. */
public final class TimeConverter implements ITypeConverter<Instant> {

    private static final String DAY = "\\d{4}-\\d\\d-\\d\\d";

    @Override
    public Instant convert(String text) {
        try {
            return text.matches(DAY)
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException(
                    "'%s' is no time such as 2026-03-01T12:00:00Z, and no day such as 2026-03-01"
                            .formatted(text));
        }
    }
}
