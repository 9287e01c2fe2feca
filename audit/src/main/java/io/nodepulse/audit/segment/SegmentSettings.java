package io.nodepulse.audit.segment;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Whether and how signed history is kept as files, {@code nodepulse.segments.*}.
 *
 * @param directory where they are; none are made without
 * @param hot how long scrapes stay in Valkey, too, where they are in segments
 * @param range of a segment: it ends at a whole one of these since 1970, by the times of its
 *     scrapes
 * @param maxSamples a segment ends before it has more, as it takes memory while it is made
 * @param compressionLevel of zstd
 */
@ConfigurationProperties("nodepulse.segments")
public record SegmentSettings(
        @Nullable Path directory,
        @DefaultValue("6h") Duration hot,
        @DefaultValue("1h") Duration range,
        @DefaultValue("4000000") int maxSamples,
        @DefaultValue("3") int compressionLevel) {

    private static final int MAX_LEVEL = 22;
    private static final int SECONDS_PER_MINUTE = 60;

    public SegmentSettings {
        if (directory != null && Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new IllegalArgumentException("directory " + directory + " is no folder");
        }
        if (hot.isNegative() || hot.isZero()) {
            throw new IllegalArgumentException("hot must be more than 0, is " + hot);
        }
        if (range.isNegative() || range.isZero() || range.toSeconds() % SECONDS_PER_MINUTE != 0) {
            throw new IllegalArgumentException("range must be whole minutes, is " + range);
        }
        if (maxSamples < 1) {
            throw new IllegalArgumentException("max-samples must be more than 0, is " + maxSamples);
        }
        if (compressionLevel < 1 || compressionLevel > MAX_LEVEL) {
            throw new IllegalArgumentException(
                    "compression-level must be 1 to %d, is %d"
                            .formatted(MAX_LEVEL, compressionLevel));
        }
    }

    /**
     * How long scrapes stay in Valkey; zero for ever.
     *
     * @param retention how long where there are no segments, zero for ever
     */
    public Duration inValkey(Duration retention) {
        boolean shorter = retention.isZero() || hot.compareTo(retention) < 0;
        return directory != null && shorter ? hot : retention;
    }

    /**
     * Only what is signed goes into segments.
     *
     * @param notary the notary's folder, null where there is none
     * @throws IllegalStateException if segments are wanted without
     */
    public void requireNotary(@Nullable Path notary) {
        if (directory != null && notary == null) {
            throw new IllegalStateException(
                    "nodepulse.segments.directory needs nodepulse.audit.directory: only what is signed"
                            + " is kept in segments");
        }
    }
}
