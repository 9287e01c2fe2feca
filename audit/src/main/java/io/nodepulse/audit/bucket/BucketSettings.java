package io.nodepulse.audit.bucket;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A bucket that segments are kept in for good, {@code nodepulse.segments.bucket.*}.
 *
 * @param name of the bucket; segments stay in their folder without
 * @param endpoint http(s) address of the server; that of AWS for the region without
 * @param region as the server calls it
 * @param prefix of the names of all objects, with or without a slash at its end
 * @param pathStyle whether the bucket stands in the path of addresses, not in their host; true
 *     where an endpoint is named, unless said otherwise
 * @param accessKey with {@code secretKey}; without both the chain of the SDK looks for credentials
 * @param secretKey secret
 * @param encryption by the server
 * @param kmsKey id of the key of {@code aws:kms}; the bucket's own without
 * @param lock retention that each object gets; the bucket must have been made for it
 * @param lockFor how long nobody may change or delete an object
 * @param cache so much of what is in the bucket stays in the folder too, newest first; all without
 * @param timeout of one call, its repetitions included
 */
@ConfigurationProperties("nodepulse.segments.bucket")
public record BucketSettings(
        @Nullable String name,
        @Nullable URI endpoint,
        @DefaultValue("us-east-1") String region,
        @DefaultValue("") String prefix,
        @Nullable Boolean pathStyle,
        @Nullable String accessKey,
        @Nullable String secretKey,
        @DefaultValue("none") Encryption encryption,
        @Nullable String kmsKey,
        @DefaultValue("none") Lock lock,
        @DefaultValue("0d") Duration lockFor,
        @Nullable DataSize cache,
        @DefaultValue("30s") Duration timeout) {

    /** Which key the server encrypts an object with. */
    public enum Encryption {
        /** The bucket's own rule. */
        NONE,
        AES256,
        AWS_KMS
    }

    /** Who may end a retention early. */
    public enum Lock {
        /** No retention but the bucket's own rule. */
        NONE,
        /** Whoever has that permission. */
        GOVERNANCE,
        /** Nobody. */
        COMPLIANCE
    }

    public BucketSettings {
        if (name != null && name.isBlank()) {
            throw new IllegalArgumentException("name must not be empty");
        }
        if (endpoint != null && (endpoint.getHost() == null || !isHttp(endpoint))) {
            throw new IllegalArgumentException("endpoint must be http(s)://HOST, is " + endpoint);
        }
        prefix = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
        if ((accessKey == null) != (secretKey == null)) {
            throw new IllegalArgumentException("access-key and secret-key come together");
        }
        if (kmsKey != null && encryption != Encryption.AWS_KMS) {
            throw new IllegalArgumentException("kms-key is for the encryption aws:kms");
        }
        if ((lock == Lock.NONE) != lockFor.isZero() || lockFor.isNegative()) {
            throw new IllegalArgumentException("lock and lock-for, more than 0, come together");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout must be more than 0, is " + timeout);
        }
    }

    private static boolean isHttp(URI endpoint) {
        return "http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme());
    }

    /** A bucket with defaults, and credentials by the chain of the SDK. */
    public static BucketSettings of(
            String name, String prefix, @Nullable URI endpoint, String region) {
        return new BucketSettings(
                name,
                endpoint,
                region,
                prefix,
                null,
                null,
                null,
                Encryption.NONE,
                null,
                Lock.NONE,
                Duration.ZERO,
                null,
                Duration.ofSeconds(30));
    }

    /**
     * The same with another way of addressing.
     *
     * @param wanted null for what goes with the endpoint
     */
    public BucketSettings withPathStyle(@Nullable Boolean wanted) {
        return new BucketSettings(
                name,
                endpoint,
                region,
                prefix,
                wanted,
                accessKey,
                secretKey,
                encryption,
                kmsKey,
                lock,
                lockFor,
                cache,
                timeout);
    }

    boolean usesPathStyle() {
        return pathStyle == null ? endpoint != null : pathStyle;
    }

    /** So many bytes of what is in the bucket stay in the folder. */
    public long cacheBytes() {
        return cache == null ? Long.MAX_VALUE : cache.toBytes();
    }

    /** Where the objects are, {@code s3://BUCKET/PREFIX}. */
    public String address() {
        return "s3://%s/%s".formatted(name, prefix);
    }

    /**
     * Segments are made in the folder, and go to the bucket from there.
     *
     * @param folder of the segments, null where there is none
     * @throws IllegalStateException if a bucket is wanted without
     */
    public void requireFolder(@Nullable Path folder) {
        if (name != null && folder == null) {
            throw new IllegalStateException(
                    "nodepulse.segments.bucket.name needs nodepulse.segments.directory: segments are"
                            + " made and proven there before they go to the bucket");
        }
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "BucketSettings[%s at %s, %s]".formatted(address(), endpoint, region);
    }
}
