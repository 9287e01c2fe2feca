package io.nodepulse.embedded;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A server with buckets over S3 for all tests of a JVM, on a temporary directory; it ends with the
 * JVM. Its program must be among the tests' dependencies, see {@link BucketServer#program}.
 */
public final class EmbeddedBuckets implements AutoCloseable {

    private final BucketServer server;

    private EmbeddedBuckets(BucketServer server) {
        this.server = server;
    }

    public static EmbeddedBuckets shared() {
        return Shared.SERVER;
    }

    /** Port of plain HTTP on loopback; any credentials will do. */
    public int port() {
        return server.port();
    }

    /**
     * A folder for each bucket, with one for each object, which has its bytes and what they are.
     */
    public Path directory() {
        return server.directory();
    }

    private static EmbeddedBuckets start(Path directory) {
        return new EmbeddedBuckets(BucketServer.start(BucketServer.program(), directory));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** Initialised at first use. */
    private static final class Shared {
        private static final EmbeddedBuckets SERVER =
                TestScope.untilExit("buckets", EmbeddedBuckets::start);
    }
}
