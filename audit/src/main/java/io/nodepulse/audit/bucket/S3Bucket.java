package io.nodepulse.audit.bucket;

import io.nodepulse.audit.bucket.BucketSettings.Encryption;
import io.nodepulse.audit.bucket.BucketSettings.Lock;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;

/**
 * The objects of a bucket below a prefix. Each goes whole in one request, with its SHA-256, which
 * the server compares; none is larger than an array. Names here are without the prefix. Every
 * failure is an {@link IOException} that names the object. Thread-safe.
 */
public final class S3Bucket implements AutoCloseable {

    private final S3Client client;
    private final BucketSettings settings;
    private final InstantSource clock;

    private S3Bucket(S3Client client, BucketSettings settings, InstantSource clock) {
        this.client = client;
        this.settings = settings;
        this.clock = clock;
    }

    /** The bucket of those settings, which is not asked for anything yet. */
    public static S3Bucket open(BucketSettings settings) {
        return new S3Bucket(S3Clients.of(settings), settings, InstantSource.system());
    }

    /**
     * An object as the list of the bucket has it.
     *
     * @param tag changes whenever the object is written again
     */
    public record Listed(String name, long bytes, String tag) {}

    /** Where that object is, for people. */
    public String address(String name) {
        return settings.address() + name;
    }

    /** All objects whose names begin so. */
    public List<Listed> list(String start) throws IOException {
        String prefix = settings.prefix();
        return ask(
                start,
                () ->
                        client
                                .listObjectsV2Paginator(
                                        list -> list.bucket(settings.name()).prefix(prefix + start))
                                .contents()
                                .stream()
                                .map(
                                        object ->
                                                new Listed(
                                                        object.key().substring(prefix.length()),
                                                        object.size(),
                                                        unquoted(object.eTag())))
                                .toList());
    }

    /** Writes the object, in place of what has its name. It is there whole or not at all. */
    public void put(String name, byte[] bytes) throws IOException {
        PutObjectRequest.Builder request =
                PutObjectRequest.builder()
                        .bucket(settings.name())
                        .key(settings.prefix() + name)
                        .checksumSHA256(Base64.getEncoder().encodeToString(sha256(bytes)));
        if (settings.encryption() == Encryption.AES256) {
            request.serverSideEncryption(ServerSideEncryption.AES256);
        } else if (settings.encryption() == Encryption.AWS_KMS) {
            request.serverSideEncryption(ServerSideEncryption.AWS_KMS)
                    .ssekmsKeyId(settings.kmsKey());
        }
        if (settings.lock() != Lock.NONE) {
            request.objectLockMode(ObjectLockMode.fromValue(settings.lock().name()))
                    .objectLockRetainUntilDate(clock.instant().plus(settings.lockFor()));
        }
        ask(name, () -> client.putObject(request.build(), RequestBody.fromBytes(bytes)));
    }

    /**
     * The whole object, as it is: what it has to be is the caller's to prove.
     *
     * @throws NoSuchFileException if it is not there
     */
    public byte[] get(String name) throws IOException {
        return ask(
                name,
                () ->
                        client.getObject(request(name).build(), ResponseTransformer.toBytes())
                                .asByteArrayUnsafe());
    }

    /**
     * So many bytes of an object from there on.
     *
     * @param tag of the object that is meant; another one is refused
     * @throws NoSuchFileException if it is not there
     */
    public byte[] range(String name, String tag, long offset, int length) throws IOException {
        if (length == 0) {
            return new byte[0];
        }
        byte[] bytes =
                ask(
                        name,
                        () ->
                                client.getObject(
                                                request(name)
                                                        .ifMatch("\"%s\"".formatted(tag))
                                                        .range(
                                                                "bytes=%d-%d"
                                                                        .formatted(
                                                                                offset,
                                                                                offset + length
                                                                                        - 1))
                                                        .build(),
                                                ResponseTransformer.toBytes())
                                        .asByteArrayUnsafe());
        if (bytes.length != length) {
            throw new EOFException(
                    "%s: %d bytes came for the %d from %d on"
                            .formatted(address(name), bytes.length, length, offset));
        }
        return bytes;
    }

    /** Servers differ in whether the list has the quotes. */
    private static String unquoted(String tag) {
        return tag.replace("\"", "");
    }

    private GetObjectRequest.Builder request(String name) {
        return GetObjectRequest.builder().bucket(settings.name()).key(settings.prefix() + name);
    }

    private interface Call<T> {
        T make();
    }

    private <T> T ask(String name, Call<T> call) throws IOException {
        try {
            return call.make();
        } catch (NoSuchKeyException e) {
            NoSuchFileException missing =
                    new NoSuchFileException(address(name), null, "is not there");
            missing.initCause(e);
            throw missing;
        } catch (S3Exception e) {
            throw new IOException(
                    "%s: the server answers %d, %s"
                            .formatted(
                                    address(name),
                                    e.statusCode(),
                                    e.awsErrorDetails() == null
                                            ? e.getMessage()
                                            : e.awsErrorDetails().errorMessage()),
                    e);
        } catch (SdkException e) {
            throw new IOException(address(name) + ": " + e.getMessage(), e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
