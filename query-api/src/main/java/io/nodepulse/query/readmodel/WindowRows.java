package io.nodepulse.query.readmodel;

import io.nodepulse.query.window.Window;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What the read model holds of a server for a window, as of one moment.
 *
 * @param window what they make up
 * @param asOf the newest projected scrape of processes; null before the first
 * @param cpuCores null where the host does not report it
 * @param generation of the tables: a rebuild puts new ones in the place of the old, or new rows of
 *     a server
 * @param buckets each minute of the window that has data, once; in no order
 */
public record WindowRows(
        Window window,
        @Nullable Instant asOf,
        @Nullable Integer cpuCores,
        long generation,
        List<BucketRow> buckets) {}
