package io.nodepulse.audit.segment;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Takes what is erased out of the segments of one shard. What is left to do is told by the segments
 * themselves, so a round goes on where the last one ended, whatever ended it; after a start each is
 * looked at once. Belongs to one thread.
 */
final class ErasureRounds {

    private static final Logger log = LoggerFactory.getLogger(ErasureRounds.class);

    private final SegmentFolder folder;
    private final ShardSegments segments;
    private final int level;

    /** By first leaf, the newest erasure of which nothing is in there any more. */
    private final Map<Long, Long> freeThrough = new HashMap<>();

    /**
     * @param level of zstd
     */
    ErasureRounds(SegmentFolder folder, ShardSegments segments, int level) {
        this.folder = folder;
        this.segments = segments;
        this.level = level;
    }

    /**
     * Goes through all segments; one of which nothing can be erased does not hold up the others.
     *
     * @return sequence before which Valkey may forget all scrapes, as what is erased is among them
     *     and the rest is in segments; 0 where that is not so yet
     * @throws SegmentsException if a segment is not what was signed
     * @throws UncheckedIOException if one cannot be read or written
     */
    long run(ErasedAppends erased) {
        SegmentErasure erasure = new SegmentErasure(folder, segments, erased, level);
        RuntimeException failure = null;
        for (KeptSegment segment : segments.all()) {
            long first = segment.file().first();
            if (freeThrough.getOrDefault(first, 0L) < erased.last()) {
                RuntimeException why = failureOf(erasure, segment);
                if (why == null) {
                    freeThrough.put(first, erased.last());
                }
                failure = failure == null ? why : failure;
            }
        }
        segments.troubles().unerased(failure == null ? null : failure.getMessage());
        if (failure != null) {
            throw failure;
        }
        return segments.through() >= erased.last() ? erased.last() - 1 : 0;
    }

    private static @Nullable RuntimeException failureOf(
            SegmentErasure erasure, KeptSegment segment) {
        try {
            if (erasure.erase(segment)) {
                log.info("{} was written anew without what is erased", segment.file().path());
            }
            return null;
        } catch (SegmentsException e) {
            return e;
        } catch (IOException | UncheckedIOException e) {
            return new UncheckedIOException(
                    "nothing can be erased from %s: %s"
                            .formatted(segment.file().path(), e.getMessage()),
                    e instanceof IOException io ? io : new IOException(e.getMessage(), e));
        }
    }
}
