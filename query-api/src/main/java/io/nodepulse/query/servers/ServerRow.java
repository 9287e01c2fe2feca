package io.nodepulse.query.servers;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What the read model holds of one server. It does not depend on when it is looked at.
 *
 * @param processesAsOf the newest projected scrape of processes
 * @param hostAsOf the newest projected scrape of host figures
 * @param interval between its last two scrapes
 * @param nameKeys of the processes that it lately had, ascending; nobody writes to it
 */
record ServerRow(
        int key,
        UUID id,
        @Nullable String name,
        List<String> tags,
        @Nullable Instant registeredAt,
        @Nullable Instant processesAsOf,
        @Nullable Instant hostAsOf,
        @Nullable Duration interval,
        HostFigures host,
        @Nullable CpuHistory cpuHistory,
        @Nullable BusiestProcess busiest,
        int[] nameKeys) {

    @Nullable Instant lastSeen() {
        if (processesAsOf == null || hostAsOf == null) {
            return processesAsOf == null ? hostAsOf : processesAsOf;
        }
        return processesAsOf.isAfter(hostAsOf) ? processesAsOf : hostAsOf;
    }
}
