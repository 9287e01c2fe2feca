package io.nodepulse.events.administration;

import io.nodepulse.events.Require;

import java.time.Instant;

/**
 * Somebody signed in, with a password or at a provider: the event's actor, from its address.
 *
 * @param times how often within the minute before
 * @param at when
 */
public record SignedIn(int times, Instant at) implements AdministrationEvent {

    public SignedIn {
        Require.wholeMillis(at);
        Require.atLeast("times", times, 1);
    }
}
