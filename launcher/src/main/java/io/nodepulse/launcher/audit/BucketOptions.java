package io.nodepulse.launcher.audit;

import io.nodepulse.audit.bucket.BucketSettings;
import io.nodepulse.audit.bucket.S3Bucket;
import io.nodepulse.launcher.BadInputException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.net.URI;

/** Options: how a bucket is reached. */
final class BucketOptions {

    static final String SCHEME = "s3://";

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "The server of the bucket, where it is not AWS.")
    private @Nullable URI endpoint;

    @Option(
            names = "--region",
            paramLabel = "NAME",
            defaultValue = "us-east-1",
            description = "Its region; ${DEFAULT-VALUE} unless said otherwise.")
    private String region = "";

    @Option(
            names = "--path-style",
            negatable = true,
            description =
                    "Whether the bucket stands in the path of addresses, not in their host; it does"
                            + " with an --endpoint, unless said otherwise.")
    private @Nullable Boolean pathStyle;

    /**
     * That bucket.
     *
     * @param place {@code s3://BUCKET/PREFIX}
     */
    S3Bucket open(String place) {
        String[] parts = place.substring(SCHEME.length()).split("/", 2);
        try {
            return S3Bucket.open(
                    BucketSettings.of(parts[0], parts.length == 1 ? "" : parts[1], endpoint, region)
                            .withPathStyle(pathStyle));
        } catch (IllegalArgumentException e) {
            throw new BadInputException(place + ": " + e.getMessage());
        }
    }
}
