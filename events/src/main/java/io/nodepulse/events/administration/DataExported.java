package io.nodepulse.events.administration;

import io.nodepulse.events.Require;

import java.time.Instant;

/**
 * Somebody took recorded data away in a file's format: the event's actor, to its address.
 *
 * @param what {@code server:<id>}, or {@code administration}
 * @param format such as {@code csv}
 * @param times how often within the minute before
 * @param at when
 */
public record DataExported(String what, String format, int times, Instant at)
        implements AdministrationEvent {

    private static final int MAX_LENGTH = 64;

    public DataExported {
        Require.wholeMillis(at);
        Require.name("what", what, MAX_LENGTH);
        Require.name("format", format, MAX_LENGTH);
        Require.atLeast("times", times, 1);
    }
}
