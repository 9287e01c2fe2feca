package io.nodepulse.access.session;

/** Passwords whose hash takes less than a millisecond, where signing in is not what is tested. */
public final class CheapPasswords {

    private static final int MEMORY_KIB = 64;
    private static final int PASSES = 1;

    private CheapPasswords() {}

    /** As a service has them, but for the cost; it compares what was hashed at any cost. */
    public static Passwords make() {
        return new Passwords(MEMORY_KIB, PASSES);
    }
}
