package io.nodepulse.query.answer;

import io.nodepulse.query.window.Window;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Entity tags from the position of the read model. For one question, what an answer says follows
 * from the newest scrape, the edges of the window, and the number of cores.
 */
public final class EntityTag {

    /** Counted up whenever the shape of answers changes. */
    private static final int SHAPE = 1;

    private EntityTag() {}

    public static String of(Window window, @Nullable Instant asOf, @Nullable Integer cpuCores) {
        return "\"%d-%x-%x-%x-%x\""
                .formatted(
                        SHAPE,
                        asOf == null ? 0 : asOf.toEpochMilli(),
                        window.from().toEpochMilli(),
                        window.reached(asOf).toEpochMilli(),
                        cpuCores == null ? 0 : cpuCores);
    }
}
