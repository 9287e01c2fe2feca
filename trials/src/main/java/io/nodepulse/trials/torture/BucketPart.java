package io.nodepulse.trials.torture;

import io.nodepulse.audit.bucket.BucketSettings;
import io.nodepulse.audit.bucket.S3Bucket;
import io.nodepulse.embedded.BucketServer;
import io.nodepulse.embedded.EmbeddedException;
import io.nodepulse.embedded.Loopback;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A bucket for segments, with the wire over which the services reach it. */
final class BucketPart extends WiredPart {

    private static final String NAME = "torture";
    private static final String PREFIX = "history/";

    /** Its server takes any; they are here to show that they are used. */
    private static final String CREDENTIAL = "of-the-torture";

    /** Of a call of the services: a bucket that is away for longer is noticed. */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int REFUSED = 400;

    private final BucketServer server;
    private final S3Bucket objects;

    private BucketPart(BucketServer server) throws IOException {
        super(Optional.empty(), server.port());
        this.server = server;
        this.objects = S3Bucket.open(settings(server.port()));
    }

    /**
     * @param home where the server keeps what it has
     */
    static BucketPart start(Path home) throws IOException, InterruptedException {
        BucketServer server = BucketServer.start(program(), Files.createDirectories(home));
        try {
            ask(server, HttpRequest.newBuilder().PUT(HttpRequest.BodyPublishers.noBody()), "");
            return new BucketPart(server);
        } catch (IOException | InterruptedException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Beside the jar of a checkout, or on the class path of tests. */
    private static Path program() {
        try {
            Path ours =
                    Path.of(
                            BucketPart.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            return BucketServer.program(ours.resolveSibling("lib"));
        } catch (URISyntaxException e) {
            throw new EmbeddedException("Cannot find our own jar: " + e.getMessage(), e);
        }
    }

    private static BucketSettings settings(int port) {
        return new BucketSettings(
                NAME,
                endpoint(port),
                "us-east-1",
                PREFIX,
                null,
                CREDENTIAL,
                CREDENTIAL,
                BucketSettings.Encryption.NONE,
                null,
                BucketSettings.Lock.NONE,
                Duration.ZERO,
                null,
                PATIENCE);
    }

    private static URI endpoint(int port) {
        return URI.create("http://%s:%d".formatted(Loopback.HOST, port));
    }

    /** How the services reach it, over the wire. */
    Map<String, String> properties() {
        return Map.of(
                "nodepulse.segments.bucket.name",
                NAME,
                "nodepulse.segments.bucket.endpoint",
                endpoint(wirePort()).toString(),
                "nodepulse.segments.bucket.prefix",
                PREFIX,
                "nodepulse.segments.bucket.access-key",
                CREDENTIAL,
                "nodepulse.segments.bucket.timeout",
                TIMEOUT.toSeconds() + "s");
    }

    /** What of that goes into variables. */
    Map<String, String> secrets() {
        return Map.of("NODEPULSE_SEGMENTS_BUCKET_SECRETKEY", CREDENTIAL);
    }

    /** Its objects, past the wire. */
    S3Bucket objects() {
        return objects;
    }

    /** Removes an object. */
    void remove(String object) throws IOException, InterruptedException {
        ask(server, HttpRequest.newBuilder().DELETE(), "/" + PREFIX + object);
    }

    /** Where its server has the files of its objects. */
    Path files() {
        return server.directory();
    }

    private static void ask(BucketServer server, HttpRequest.Builder request, String path)
            throws IOException, InterruptedException {
        URI uri = endpoint(server.port()).resolve("/" + NAME + path);
        try (HttpClient http = HttpClient.newHttpClient()) {
            int status =
                    http.send(
                                    request.uri(uri).timeout(PATIENCE).build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode();
            if (status >= REFUSED) {
                throw new IOException("%s: the server answers %d".formatted(uri, status));
            }
        }
    }

    /** It would lose what it has not written; losing its answers is what tells. */
    @Override
    public void kill() {
        throw new UnsupportedOperationException("the server of the bucket is never killed");
    }

    @Override
    public List<Long> processes() {
        return Processes.running(List.of(server.pid()));
    }

    @Override
    void end() throws IOException {
        objects.close();
        server.close();
    }
}
