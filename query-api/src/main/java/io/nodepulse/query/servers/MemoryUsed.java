package io.nodepulse.query.servers;

import org.jooq.Record;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** How much of a host's memory is used: the one place where that is computed. */
final class MemoryUsed {

    /** The columns that it is computed of. */
    static final List<String> COLUMNS =
            List.of(
                    "memory_total_bytes",
                    "memory_available_bytes",
                    "memory_free_bytes",
                    "memory_buffers_bytes",
                    "memory_cached_bytes");

    private MemoryUsed() {}

    /** The memory used by the host of a row that has {@link #COLUMNS}. */
    static @Nullable Long in(Record row) {
        return bytes(
                row.get("memory_total_bytes", Long.class),
                row.get("memory_available_bytes", Long.class),
                row.get("memory_free_bytes", Long.class),
                row.get("memory_buffers_bytes", Long.class),
                row.get("memory_cached_bytes", Long.class));
    }

    /**
     * What is not available; where the kernel does not say (before Linux 3.14), or says more than
     * there is (in some containers), what is neither free nor in buffers or the page cache. From 0
     * to the total; null where the host does not report enough.
     */
    static @Nullable Long bytes(
            @Nullable Long total,
            @Nullable Long available,
            @Nullable Long free,
            @Nullable Long buffers,
            @Nullable Long cached) {
        if (total == null) {
            return null;
        }
        if (available != null && available <= total) {
            return total - Math.max(0, available);
        }
        if (free == null) {
            return available == null ? null : (Long) 0L;
        }
        long reusable = (buffers == null ? 0 : buffers) + (cached == null ? 0 : cached);
        return Math.clamp(total - free - reusable, 0, total);
    }
}
