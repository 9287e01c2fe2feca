package io.nodepulse.embedded;

/**
 * One Valkey server for all tests of a JVM, on a temporary directory; it ends with the JVM. Tests
 * that share it keep apart by their key prefixes.
 */
public final class EmbeddedValkey {

    private EmbeddedValkey() {}

    public static ValkeyServer shared() {
        return Shared.SERVER;
    }

    /** Initialised at first use. */
    private static final class Shared {
        private static final ValkeyServer SERVER =
                TestScope.untilExit("valkey", dir -> ValkeyServer.start(ValkeyOptions.in(dir)));
    }
}
