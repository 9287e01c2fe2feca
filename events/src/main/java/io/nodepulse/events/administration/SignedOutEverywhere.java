package io.nodepulse.events.administration;

import io.nodepulse.events.Require;

import java.time.Instant;

/**
 * All sessions of somebody that began up to then are over.
 *
 * @param who as {@link Actor#name}: a person, or somebody of a provider
 * @param at when
 */
public record SignedOutEverywhere(String who, Instant at) implements AccountEvent {

    private static final int MAX_LENGTH = 1024;

    public SignedOutEverywhere {
        Require.wholeMillis(at);
        Require.name("who", who, MAX_LENGTH);
    }
}
