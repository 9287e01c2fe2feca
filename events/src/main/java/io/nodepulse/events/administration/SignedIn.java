package io.nodepulse.events.administration;

import io.nodepulse.events.Require;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Somebody signed in, with a password or at a provider: the event's actor, from its address.
 *
 * @param subject who that is at the provider (the claim {@code sub}), whatever they are called
 *     there now; null for one of our people
 * @param times how often within the minute before
 * @param at when
 */
public record SignedIn(@Nullable String subject, int times, Instant at)
        implements AdministrationEvent {

    /** As OpenID Connect Core has it. */
    private static final int MAX_SUBJECT_LENGTH = 255;

    public SignedIn {
        Require.wholeMillis(at);
        if (subject != null) {
            Require.name("subject", subject, MAX_SUBJECT_LENGTH);
        }
        Require.atLeast("times", times, 1);
    }
}
