package io.nodepulse.events.service;

import io.nodepulse.events.segment.SegmentArchive;
import io.nodepulse.events.segment.SegmentDirectory;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

import java.nio.file.Path;

/**
 * Where every service reads what retention took from Valkey, {@code nodepulse.segments.*}; the
 * audit service makes it.
 *
 * @param directory with the segments; what retention takes is gone without
 */
@ConfigurationProperties("nodepulse.segments")
public record ArchiveSettings(@Nullable Path directory) {

    SegmentArchive archive() {
        return directory == null ? SegmentArchive.NONE : new SegmentDirectory(directory);
    }
}
