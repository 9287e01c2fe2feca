package io.nodepulse.embedded;

import java.io.IOException;
import java.nio.file.Path;

/**
 * One Valkey server for all tests of a JVM, on a temporary directory; it ends with the JVM. Tests
 * that share it keep apart by their key prefixes.
 */
public final class EmbeddedValkey {

    private EmbeddedValkey() {}

    public static ValkeyServer shared() {
        return Shared.SERVER;
    }

    /** Adds a user beside the default one, who may do all. */
    public static void define(ValkeyUser user) {
        define(user, shared());
    }

    /** The same of a test's own server. */
    public static void define(ValkeyUser user, ValkeyServer server) {
        try {
            ValkeyClient.ask(server.port(), "ACL SETUSER " + user.definition());
        } catch (IOException e) {
            throw new EmbeddedException("The user " + user.name() + " cannot be defined", e);
        }
    }

    /** Initialised at first use. */
    private static final class Shared {
        private static final ValkeyServer SERVER =
                TestScope.untilExit("valkey", dir -> ValkeyServer.start(options(dir)));
    }

    private static ValkeyOptions options(Path directory) {
        ValkeyOptions durable = ValkeyOptions.in(directory);
        return TestScope.isDurable() ? durable : durable.withSetting("appendfsync", "no");
    }
}
