package io.nodepulse.events.administration;

import io.nodepulse.events.Require;

import java.time.Instant;

/**
 * Somebody tried to be let in and was not. The event's address is the last that tried.
 *
 * @param target what was tried: {@code person:<name>} of somebody who is known, {@code nobody} for
 *     any other name, {@code bearer}, or {@code oidc:<provider>}
 * @param times how often within the minute before
 * @param addresses from how many addresses; from that many on they are not told apart: {@value
 *     #MAX_ADDRESSES}
 * @param at when
 */
public record SignInFailed(String target, int times, int addresses, Instant at)
        implements AdministrationEvent {

    /** Up to this many addresses are told apart. */
    public static final int MAX_ADDRESSES = 256;

    private static final int MAX_TARGET_LENGTH = 256;

    public SignInFailed {
        Require.wholeMillis(at);
        Require.name("target", target, MAX_TARGET_LENGTH);
        Require.atLeast("times", times, 1);
        Require.atLeast("addresses", addresses, 1);
    }
}
