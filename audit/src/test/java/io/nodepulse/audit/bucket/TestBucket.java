package io.nodepulse.audit.bucket;

import io.nodepulse.audit.bucket.BucketSettings.Encryption;
import io.nodepulse.audit.bucket.BucketSettings.Lock;
import io.nodepulse.embedded.EmbeddedBuckets;
import io.nodepulse.embedded.Loopback;

import org.springframework.util.unit.DataSize;

import software.amazon.awssdk.services.s3.S3Client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;

/** A bucket of a real server, of its own for each test, and what happens to it behind its back. */
public final class TestBucket implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final String name = "np-" + UUID.randomUUID();
    private final int port = EmbeddedBuckets.shared().port();
    private final S3Client client = S3Clients.of(settings(DataSize.ofGigabytes(1)));

    public TestBucket() {
        client.createBucket(make -> make.bucket(name).objectLockEnabledForBucket(true));
    }

    public BucketSettings settings(DataSize cache) {
        return settings(port, cache, Encryption.NONE, Lock.NONE, TIMEOUT);
    }

    /** As it is reached through a wire that ends at that port. */
    public BucketSettings through(int wire, Duration timeout) {
        return settings(wire, DataSize.ofGigabytes(1), Encryption.NONE, Lock.NONE, timeout);
    }

    BucketSettings settings(
            int at, DataSize cache, Encryption encryption, Lock lock, Duration timeout) {
        return new BucketSettings(
                name,
                URI.create("http://%s:%d".formatted(Loopback.HOST, at)),
                "us-east-1",
                "a/history",
                null,
                "some",
                "body",
                encryption,
                null,
                lock,
                lock == Lock.NONE ? Duration.ZERO : Duration.ofDays(30),
                cache,
                timeout);
    }

    public int port() {
        return port;
    }

    public S3Client client() {
        return client;
    }

    public String name() {
        return name;
    }

    /** Removes that object. */
    public void remove(String object) {
        client.deleteObject(
                delete ->
                        delete.bucket(name)
                                .key("a/history/" + object)
                                .bypassGovernanceRetention(true));
    }

    /** The file in which the server has the bytes of the only object of so many bytes. */
    public Path fileOf(long bytes) {
        try (Stream<Path> files = Files.walk(EmbeddedBuckets.shared().directory().resolve(name))) {
            return files.filter(file -> file.getFileName().toString().contains("binaryData"))
                    .filter(file -> size(file) == bytes)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
