package io.nodepulse.access.session;

import java.time.Duration;

/**
 * How many attempts to sign in may fail within a while.
 *
 * @param perPersonAndAddress of one person from one address
 * @param perAddress from one address, whoever it names: from there on one attempt is left for each
 *     person, and none from {@value #HARD} times as many on
 * @param perPerson of one person, from wherever: the same for each address
 * @param window how long a failure counts
 */
public record SignInLimits(
        int perPersonAndAddress, int perAddress, int perPerson, Duration window) {

    private static final int HARD = 10;

    public SignInLimits {
        if (perPersonAndAddress < 1 || perAddress < 1 || perPerson < 1) {
            throw new IllegalArgumentException(
                    "nodepulse.access.sign-in: each limit must be at least 1");
        }
        if (window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException(
                    "nodepulse.access.sign-in.window must be positive, is " + window);
        }
    }

    FailureCounts.Shared shared(String what, int soft) {
        return new FailureCounts.Shared(what, soft, Math.multiplyExact(soft, HARD));
    }
}
