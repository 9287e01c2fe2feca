package io.nodepulse.query.usage;

import org.jspecify.annotations.Nullable;

/**
 * How a server was watched in a window, which the figures of all its processes are measured by.
 *
 * @param coveredMillis time between its scrapes
 * @param lastScrapeMillis its last scrape in the window, since 1970; of no meaning where it has
 *     none
 * @param cpuCores null where the host does not report it
 */
public record WatchedWindow(
        long coveredMillis, long lastScrapeMillis, @Nullable Integer cpuCores) {}
