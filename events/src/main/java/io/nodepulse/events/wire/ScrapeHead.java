package io.nodepulse.events.wire;

import java.util.UUID;

/**
 * What an entry of a scrape says in the clear.
 *
 * @param serverId the server that was scraped
 * @param sampledAtMillis when, in ms since 1970
 */
public record ScrapeHead(UUID serverId, long sampledAtMillis) {}
