package io.nodepulse.events.store.read;

import java.time.Instant;
import java.util.UUID;

/** Which blocks of a segment's scrapes are of use. */
@FunctionalInterface
public interface NeededBlocks {

    /** All. */
    NeededBlocks ALL = (serverId, first, last) -> true;

    /**
     * Whether any scrape of that server may be of use that was taken at {@code first}, at {@code
     * last} or between them. Asked before the block is read.
     */
    boolean of(UUID serverId, Instant first, Instant last);
}
