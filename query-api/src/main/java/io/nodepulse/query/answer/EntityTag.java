package io.nodepulse.query.answer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.query.window.Window;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Entity tags from the position of the read model. For one question, what an answer says follows
 * from the newest scrape, the edges of the window, the number of cores, what is kept, and the
 * generation of the tables, as a rebuild may correct them. The tags are weak, as the same answer is
 * sent plain to some and compressed to others.
 */
public final class EntityTag {

    /** Counted up whenever the shape of answers changes. */
    private static final int SHAPE = 3;

    private EntityTag() {}

    /** One tag for an answer that several went into. */
    public static String of(List<String> tags) {
        return "W/\"" + UUID.nameUUIDFromBytes(tags.toString().getBytes(UTF_8)) + '"';
    }

    public static String of(
            Window window, @Nullable Instant asOf, @Nullable Integer cpuCores, long generation) {
        return "W/\"%d-%x-%x-%x-%x-%x-%x\""
                .formatted(
                        SHAPE,
                        asOf == null ? 0 : asOf.toEpochMilli(),
                        window.from().toEpochMilli(),
                        window.reached(asOf).toEpochMilli(),
                        cpuCores == null ? 0 : cpuCores,
                        generation,
                        window.kept().hashCode());
    }
}
