package io.nodepulse.embedded;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** One PostgreSQL server for all tests of a JVM, on a temporary directory; it ends with the JVM. */
public final class EmbeddedPostgres {

    /** Enough for the pools of several services and of several tests. */
    private static final String CONNECTIONS = "200";

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private EmbeddedPostgres() {}

    public static PostgresServer shared() {
        return Shared.SERVER;
    }

    /** The JDBC address of a new, empty database of the shared server. */
    public static String newDatabase() {
        String name = nextName();
        shared().createDatabase(name);
        return shared().jdbcUrl(name);
    }

    /** The JDBC address of a copy of a database of the shared server. */
    static String newDatabaseLike(String original) {
        String name = nextName();
        shared().createDatabase(name + " TEMPLATE " + original);
        return shared().jdbcUrl(name);
    }

    static String nextName() {
        return "test_" + DATABASES.incrementAndGet();
    }

    /** Initialised at first use. */
    private static final class Shared {
        private static final PostgresServer SERVER =
                TestScope.untilExit("postgres", dir -> PostgresServer.start(options(dir)));
    }

    private static PostgresOptions options(Path directory) {
        PostgresOptions durable =
                PostgresOptions.in(directory).withSetting("max_connections", CONNECTIONS);
        return TestScope.isDurable()
                ? durable
                : durable.withSetting("fsync", "off")
                        .withSetting("full_page_writes", "off")
                        .withSetting("synchronous_commit", "off")
                        .withSetting("max_wal_size", "8GB")
                        // Databases of tests live for a minute; a hundred of them would have it
                        // start a worker every half second.
                        .withSetting("autovacuum", "off");
    }
}
